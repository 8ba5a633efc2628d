SELECT journal.*, cohorts.cohort FROM journal LEFT JOIN cohorts USING (token) ORDER BY seq
