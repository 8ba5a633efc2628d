"""From a scenario to a verified, recorded plan.

Read `plan` (one screen), `report` (what it is handed over as), `record` and `repeat`; then `fairness`,
`relaxation`, `background_proof`, and `changes` with `chains`: the step from one plan to the next.
"""
