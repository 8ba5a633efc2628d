SELECT number, begun FROM working_sessions WHERE cohort = $cohort ORDER BY number
