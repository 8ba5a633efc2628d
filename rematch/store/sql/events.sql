SELECT content FROM events WHERE cohort = $cohort ORDER BY seq
