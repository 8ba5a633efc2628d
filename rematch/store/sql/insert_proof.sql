INSERT INTO proofs BY NAME
SELECT $cohort AS cohort, $run AS run,
       (SELECT coalesce(max(seq), 0) + 1 FROM proofs) AS seq, $created_at AS created_at, $status AS status,
       $proof AS proof, $bound::DOUBLE AS bound, $gap::DOUBLE AS gap, $content AS content
