INSERT INTO cohorts VALUES ($cohort, $token, $data) ON CONFLICT (cohort) DO UPDATE SET data = excluded.data
