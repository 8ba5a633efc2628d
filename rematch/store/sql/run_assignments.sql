SELECT household, ags FROM run_assignments WHERE run = $run ORDER BY position
