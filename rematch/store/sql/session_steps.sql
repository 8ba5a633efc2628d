SELECT step AS number, "at", seat, "by", kind, "of", reason, "after" FROM session_steps
WHERE session = $number ORDER BY step
