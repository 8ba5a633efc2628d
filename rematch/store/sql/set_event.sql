UPDATE events SET content = $content WHERE cohort = $cohort AND seq = $seq
