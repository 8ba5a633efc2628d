SELECT * FROM mappings ORDER BY saved_at DESC, shape
