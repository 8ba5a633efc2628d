UPDATE journal SET details = '{}' WHERE seq = $seq AND sealed IS NOT NULL
