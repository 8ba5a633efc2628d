"""What-if questions to one plan, each answered by solving again.

What would it take, what would it change? Read `alternatives` (another place), `sensitivity` (other
weights), `unknowns` (open answers), `counterfactuals` (what would have to change); `catalogue_preview`
tries other criteria, `few_changes` the plan without that rule.
"""
