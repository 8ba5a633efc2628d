DELETE FROM municipalities
WHERE cohort = $cohort
  AND data NOT IN (SELECT datasets.data FROM datasets WHERE datasets.cohort = $cohort)
