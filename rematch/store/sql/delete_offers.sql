DELETE FROM offers WHERE cohort = $cohort AND household = $household
