"""Figures: rows in, Plotly figure out; `figure` and `palette` are what they share, `maps` are the maps."""
