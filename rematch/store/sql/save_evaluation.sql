INSERT INTO evaluations VALUES ($cohort, $offer, $wave, $content)
ON CONFLICT (cohort, offer, wave) DO UPDATE SET content = excluded.content
