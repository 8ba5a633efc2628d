DELETE FROM datasets
WHERE cohort = $cohort AND data <> $data
  AND data NOT IN (SELECT data_fingerprint FROM runs WHERE runs.cohort = $cohort)
  AND data NOT IN (SELECT revisions.data FROM revisions WHERE revisions.cohort = $cohort)
