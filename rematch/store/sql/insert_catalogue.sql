INSERT INTO catalogues VALUES ($cohort, $fingerprint, $content) ON CONFLICT DO NOTHING
