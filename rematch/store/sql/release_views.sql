SELECT ags, content FROM release_views WHERE cohort = $cohort AND number = $number ORDER BY ags
