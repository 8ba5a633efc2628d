"""Criteria.

`views` chooses table, adding or files; `draft` is what is changed and not yet saved; `trying` shows its
effect.
"""
