SELECT * FROM datasets WHERE cohort = $cohort ORDER BY saved_at, data
