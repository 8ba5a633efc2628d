"""From answers and offers to scores in [0, 1].

Read `measures` (one formula a function), `measured` (which columns go in), `rules` (what bars a pair),
`demand`, `evidence`.
"""
