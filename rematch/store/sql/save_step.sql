INSERT INTO session_steps VALUES ($cohort, $session, $step, $at, $seat, $by, $kind, $of, $reason, $after)
ON CONFLICT (session, step) DO UPDATE SET "at" = excluded."at", kind = excluded.kind, reason = excluded.reason,
    "after" = excluded."after"
