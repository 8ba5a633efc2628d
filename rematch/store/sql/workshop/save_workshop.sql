INSERT INTO workshops VALUES ($number, $content) ON CONFLICT (number) DO UPDATE SET content = excluded.content
