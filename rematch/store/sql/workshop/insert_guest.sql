INSERT INTO guests VALUES ($workshop, $number, $token, $content)
