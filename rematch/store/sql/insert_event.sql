INSERT INTO events VALUES ($cohort, $seq, $machine, $subject, $content)
