INSERT INTO corrections VALUES ($cohort, $shape, $saved_at, $viewer, $content)
ON CONFLICT (cohort, shape) DO UPDATE SET saved_at = excluded.saved_at, viewer = excluded.viewer,
    content = excluded.content
