UPDATE session_steps SET reason = $reason, "after" = $after WHERE session = $session AND step = $step
