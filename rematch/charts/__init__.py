"""Figures: rows in, a plotly or pydeck figure out, and the same rows for the table beside it."""
