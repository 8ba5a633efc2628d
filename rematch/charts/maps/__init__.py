"""Maps without tiles.

`map` (pydeck) and `flat_map` (a drawing); `view`, `outlines`, `labels` and `layers` make them up.
"""
