UPDATE replies SET words = $words WHERE cohort = $cohort AND seq = $seq
