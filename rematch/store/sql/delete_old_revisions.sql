DELETE FROM revisions WHERE cohort = $cohort AND seq <= (SELECT max(seq) FROM revisions WHERE cohort = $cohort) - $kept
