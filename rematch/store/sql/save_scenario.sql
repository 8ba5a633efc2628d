INSERT INTO scenarios VALUES ($cohort, $name, $saved_at, $viewer, $content)
ON CONFLICT (cohort, name) DO UPDATE
SET saved_at = excluded.saved_at, viewer = excluded.viewer, content = excluded.content
