SELECT working_sessions.* EXCLUDE (cohort, begun, reference),
       count(*) FILTER (kind NOT IN ('undo', 'redo', 'dropped', 'nothing'))
           - count(*) FILTER (kind = 'undo') + count(*) FILTER (kind = 'redo') AS decisions,
       max("at") AS changed_at, arg_max("by", step) AS changed_by, arg_max(seat, step) AS changed_seat,
       list(DISTINCT seat) AS seats
FROM working_sessions JOIN session_steps ON session = number
WHERE working_sessions.cohort = $cohort
GROUP BY ALL ORDER BY changed_at DESC, number DESC
