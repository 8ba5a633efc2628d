INSERT INTO mappings VALUES ($shape, $name, $saved_at, $viewer, $content)
ON CONFLICT (shape) DO UPDATE SET name = excluded.name, saved_at = excluded.saved_at,
    viewer = excluded.viewer, content = excluded.content
