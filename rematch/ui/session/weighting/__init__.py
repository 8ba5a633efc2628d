"""The sidebar: `sliders` with their `sensitivity_bands`, `switches` of criteria, `policy` with `fairness`."""
