SELECT datasets.* EXCLUDE (more), cohorts.token FROM cohorts JOIN datasets USING (cohort, data) ORDER BY cohort
