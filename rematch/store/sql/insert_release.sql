INSERT INTO releases VALUES ($cohort, $number, $run, $content)
