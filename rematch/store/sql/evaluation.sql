SELECT content FROM evaluations WHERE cohort = $cohort AND offer = $offer AND wave = $wave
