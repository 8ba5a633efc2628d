SELECT datasets.* FROM cohorts JOIN datasets USING (cohort, data) ORDER BY cohort
