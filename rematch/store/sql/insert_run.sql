INSERT INTO runs BY NAME
SELECT $cohort AS cohort, $run AS run, (SELECT coalesce(max(seq), 0) + 1 FROM runs) AS seq,
       $created_at AS created_at, $viewer AS viewer, $role AS role, $why AS why,
       $scenario_fingerprint AS scenario_fingerprint, $data_fingerprint AS data_fingerprint,
       $catalogue_fingerprint AS catalogue_fingerprint, $status AS status, $proof AS proof,
       $objective::DOUBLE AS objective, $gap::DOUBLE AS gap, $persons_placed AS persons_placed,
       $content AS content
