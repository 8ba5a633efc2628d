SELECT cohort, shape, content FROM corrections ORDER BY saved_at DESC, cohort, shape
