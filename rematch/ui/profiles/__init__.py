"""Profiles: `views` chooses the table, the gaps or the editor; `keeping` stores, takes back, deletes."""
