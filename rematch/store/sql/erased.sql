SELECT digest, "on" FROM erased WHERE cohort = $cohort
