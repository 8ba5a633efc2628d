INSERT INTO replies VALUES ($cohort, $number, $ags, (SELECT coalesce(max(seq), 0) + 1 FROM replies WHERE cohort = $cohort), $at, $by, $words)
