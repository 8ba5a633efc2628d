DELETE FROM forms WHERE cohort = $cohort AND form = $form
