SELECT content FROM evaluations WHERE cohort = $cohort ORDER BY offer, wave
