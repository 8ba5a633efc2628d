SELECT content FROM offers WHERE cohort = $cohort ORDER BY number
