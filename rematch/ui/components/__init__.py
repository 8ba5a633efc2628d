"""Pieces of our own in the page: `clickable` (escaped HTML whose buttons answer),
`group_sliders` and `drawn_map`."""
