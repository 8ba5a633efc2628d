SELECT cohort AS id, name, invented, as_of, seed, more FROM datasets WHERE cohort = $cohort AND data = $data
