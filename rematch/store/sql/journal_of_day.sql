SELECT seq FROM journal WHERE viewer = $viewer AND action = $action AND token = $token AND details = $details
    AND starts_with("at", $day)
