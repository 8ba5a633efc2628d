UPDATE scenarios SET name = $name WHERE cohort = $cohort AND name = $before
