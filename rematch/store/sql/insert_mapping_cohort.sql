INSERT INTO mapping_cohorts VALUES ($cohort, $shape) ON CONFLICT DO NOTHING
