"""The sidebar: `sliders` with their `sensitivity_bands`, `town_share`, `switches`, `policy`, `fairness`."""
