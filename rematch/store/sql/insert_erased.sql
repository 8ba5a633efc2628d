INSERT OR REPLACE INTO erased VALUES ($cohort, $digest, $on)
