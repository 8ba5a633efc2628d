DELETE FROM events WHERE cohort = $cohort AND seq = $seq
