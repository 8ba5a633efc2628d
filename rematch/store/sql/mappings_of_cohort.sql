-- One from before cohorts were noted may be of any.
SELECT shape, content FROM mappings
WHERE shape IN (SELECT mapping_cohorts.shape FROM mapping_cohorts WHERE cohort = $cohort)
   OR shape NOT IN (SELECT mapping_cohorts.shape FROM mapping_cohorts)
