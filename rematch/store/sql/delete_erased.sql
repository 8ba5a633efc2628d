DELETE FROM erased WHERE cohort = $cohort AND digest = $digest
