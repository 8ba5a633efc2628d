SELECT 1 FROM datasets WHERE cohort = $cohort AND data = $data
