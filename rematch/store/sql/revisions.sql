SELECT * EXCLUDE (cohort) FROM revisions WHERE cohort = $cohort ORDER BY seq
