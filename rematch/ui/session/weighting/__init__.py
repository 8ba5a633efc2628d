"""The sidebar: `starting_points`, `sliders` with `sensitivity_bands`, `town_share`, `switches`, `policy`.

`fairness` is told with the policy and beside the baselines.
"""
