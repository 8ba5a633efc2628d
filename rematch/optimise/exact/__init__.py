"""The whole model: `branch_and_bound` on a `solver_session`; `lexicographic` levels, each `search`ed."""
