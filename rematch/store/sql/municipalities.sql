SELECT * EXCLUDE (cohort, data, position) FROM municipalities
WHERE cohort = $cohort AND data = $data ORDER BY position
