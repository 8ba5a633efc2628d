INSERT INTO rounds VALUES ($cohort, $number, $content)
