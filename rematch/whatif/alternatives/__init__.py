"""Another place for one household.

`alternatives` at a glance, `forced_assignment` exactly, `marginal_capacity` (bottlenecks).
"""
