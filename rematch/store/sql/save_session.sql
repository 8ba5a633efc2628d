INSERT INTO working_sessions VALUES ($cohort, $number, $mark, $name, $state, $opened_at, $opened_by, $begun)
ON CONFLICT (number) DO UPDATE SET name = excluded.name, state = excluded.state
