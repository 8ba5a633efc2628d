UPDATE forms SET content = $content WHERE cohort = $cohort AND form = $form
