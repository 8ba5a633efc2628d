DELETE FROM revisions WHERE cohort = $cohort AND seq = $seq
