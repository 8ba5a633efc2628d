"""What people say 1, 6 and 12 months after they arrived, summed up so that nobody can be read off.

Begin with `questions`, `desk` (answers entered), then `results`; `figures` holds what may be shown.
"""
