DELETE FROM run_assignments WHERE cohort = $cohort AND household = $household
