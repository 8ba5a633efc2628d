SELECT 1 FROM runs WHERE run = $run
