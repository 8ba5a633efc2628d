"""The whole plan, looked at.

`comparison` of plans, `household_outcomes`, `swap_analysis`, `criteria_audit`.
"""
