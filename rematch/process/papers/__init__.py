"""What the papers of a round say, as plain facts: `minutes`, the `letter` of an offer, `notice`, `handover`.

`rules` are the dated rules they name. Words and files are made of them in `rematch.report.papers`.
"""
