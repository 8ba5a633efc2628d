"""Pieces of our own in the page: `clickable` (escaped HTML whose buttons answer), `group_sliders`,
`drawn_map` and `ticked_table`. `files` reads their parts, of which `dom.js` is common; `presses` hears what
was pressed.
"""
