INSERT INTO forms VALUES ($cohort, $form, $at, $at, $viewer, $content)
ON CONFLICT (cohort, form) DO UPDATE SET saved_at = excluded.saved_at, viewer = excluded.viewer,
    content = excluded.content
