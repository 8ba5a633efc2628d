DELETE FROM corrections WHERE cohort = $cohort
