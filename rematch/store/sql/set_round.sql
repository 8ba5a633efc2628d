UPDATE rounds SET content = $content WHERE cohort = $cohort AND number = $number
