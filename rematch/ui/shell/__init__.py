"""What stands around every page, and what one visit remembers.

Read `state` and `cached` (what a run works on), `frame` and `navigation` (what is around a page),
`current_plan`.
"""
