UPDATE releases SET content = $content WHERE cohort = $cohort AND number = $number
