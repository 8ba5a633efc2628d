INSERT INTO working_sessions (cohort, number, mark, name, state, opened_at, opened_by, begun, reference)
VALUES ($cohort, $number, $mark, $name, $state, $opened_at, $opened_by, $begun, $reference)
ON CONFLICT (number) DO UPDATE SET name = excluded.name, state = excluded.state, reference = excluded.reference
