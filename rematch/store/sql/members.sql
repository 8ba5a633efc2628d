SELECT * EXCLUDE (cohort, data, position) FROM members
WHERE cohort = $cohort AND data = $data ORDER BY position
