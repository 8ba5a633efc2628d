SELECT 1 FROM scenarios WHERE cohort = $cohort AND name = $name
