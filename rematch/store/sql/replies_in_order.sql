SELECT seq, cohort, number, ags, "at", "by", words FROM replies WHERE cohort = $cohort ORDER BY seq
