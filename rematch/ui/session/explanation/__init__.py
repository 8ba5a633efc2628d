"""One household.

`why` holds `why_here`, `why_not`, `sensitivity` (how firm) and `counterfactuals` (what would have to
change).
"""
