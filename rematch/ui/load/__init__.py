"""The load page: files in, what they mean, what is wrong with them, what storing them would change."""
