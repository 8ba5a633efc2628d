SELECT name, content FROM scenarios WHERE cohort = $cohort ORDER BY name
