SELECT token, data FROM cohorts WHERE cohort = $cohort
