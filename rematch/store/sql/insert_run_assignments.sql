INSERT INTO run_assignments
SELECT $cohort, $run, unnest($position::INTEGER[]), unnest($household::VARCHAR[]), unnest($ags::VARCHAR[])
