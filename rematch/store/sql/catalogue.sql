SELECT content FROM catalogues WHERE cohort = $cohort AND fingerprint = $fingerprint
