INSERT INTO ballots VALUES ($workshop, $round, $guest, $content)
ON CONFLICT (workshop, round, guest) DO UPDATE SET content = excluded.content
