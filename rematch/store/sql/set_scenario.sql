UPDATE scenarios SET content = $content WHERE cohort = $cohort AND name = $name
