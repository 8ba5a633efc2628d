"""Files and sentences out.

`wording` (rows and sentences of an explanation), `files` (tables, folders, archives).
"""
