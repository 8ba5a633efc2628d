INSERT INTO journal
VALUES ($seq, $at, $viewer, $role, $action, $token, $run, $details, $previous, $hash, $sealed)
