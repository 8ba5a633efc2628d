SELECT form, begun_at, saved_at, viewer, content FROM forms WHERE cohort = $cohort ORDER BY saved_at DESC, form
