"""Mapped rows to checked households and municipalities: `checking` first; `merge` with what is stored."""
