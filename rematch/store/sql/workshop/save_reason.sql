INSERT INTO reasons VALUES ($workshop, $round, $guest, $topic, $content)
ON CONFLICT (workshop, round, guest, topic) DO UPDATE SET content = excluded.content
