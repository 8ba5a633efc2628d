"""Pieces of our own in the page: `clickable` (escaped HTML whose buttons answer) and `drawn_map`."""
