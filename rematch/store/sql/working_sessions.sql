SELECT number, begun, name, reference FROM working_sessions WHERE cohort = $cohort ORDER BY number
