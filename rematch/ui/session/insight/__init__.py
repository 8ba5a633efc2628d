"""The whole plan looked at; each module is one panel.

`criteria_audit` (what matters) holds `value_of_information` and `marginal_capacity`; `robustness_view`; and
`fairness_view` with `swap_analysis`.
"""
