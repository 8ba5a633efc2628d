INSERT INTO events
SELECT $cohort, unnest($seq::BIGINT[]), unnest($machine::VARCHAR[]), unnest($subject::VARCHAR[]), unnest($content::VARCHAR[])
