SELECT run, content, data_fingerprint, run IN (SELECT run_assignments.run FROM run_assignments WHERE household = $household) AS placed
FROM runs WHERE cohort = $cohort ORDER BY seq
