SELECT * EXCLUDE (seq, content) RENAME (run AS run_id) FROM runs WHERE cohort = $cohort ORDER BY seq
