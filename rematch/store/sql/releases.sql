SELECT number, content FROM releases WHERE cohort = $cohort ORDER BY number
