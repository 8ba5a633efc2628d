SELECT * FROM working_sessions WHERE number = $number AND mark = $mark AND cohort = $cohort
