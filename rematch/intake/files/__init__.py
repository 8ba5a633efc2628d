"""Bytes to grids: file types, encodings, CSV, XLSX, ODS and ZIP, limits counted before anything is parsed.

Begin with `workbooks` and `delimited`.
"""
