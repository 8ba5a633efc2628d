SELECT 1 FROM catalogues WHERE cohort = $cohort AND fingerprint = $fingerprint
