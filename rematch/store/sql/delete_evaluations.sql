DELETE FROM evaluations WHERE cohort = $cohort AND offer = $offer
