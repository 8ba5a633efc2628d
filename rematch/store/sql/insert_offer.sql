INSERT INTO offers VALUES ($cohort, $number, $household, $content)
