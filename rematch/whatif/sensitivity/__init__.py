"""How firm a match is.

`weight_path` (one slider), `parametric_search` and `intervals`, `robustness` by draws, `influence` of
criteria.
"""
