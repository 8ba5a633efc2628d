SELECT cohort, catalogue_fingerprint, content FROM runs WHERE run = $run
