"""Occupancy and arrivals: `window` (from when to when), `days`, `there`, `counted`, `pledged`, `ahead`."""
