UPDATE journal SET details = '{}' WHERE token = $token AND sealed IS NOT NULL
