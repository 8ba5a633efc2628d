SELECT content FROM rounds WHERE cohort = $cohort ORDER BY number
