"""Who lives where and since when, counted by day; every figure opens the list it counts.

Begin with `daily` (places held, day by day) and `stays`; then `occurrences` and `breakdowns` (statistics),
`pledges`, and `passed_on` (what may leave the coordinators' hands).
"""
