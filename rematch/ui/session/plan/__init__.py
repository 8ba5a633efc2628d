"""The plan.

`headline` with its `proof`, `plan_map`, then `views`, of which each other module is one; `decisions` are
what is pressed.
"""
