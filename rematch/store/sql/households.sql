SELECT * EXCLUDE (cohort, data, position) FROM households
WHERE cohort = $cohort AND data = $data ORDER BY position
