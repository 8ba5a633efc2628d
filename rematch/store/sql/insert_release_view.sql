INSERT INTO release_views VALUES ($cohort, $number, $ags, $content)
