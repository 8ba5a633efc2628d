DELETE FROM scenarios WHERE cohort = $cohort AND name = $name
