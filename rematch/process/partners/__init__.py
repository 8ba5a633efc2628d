"""Municipalities as partners of a round: invited, answering, confirmed; and what they learn after acceptance.

Begin with `data/process/partner.csv`, then `statements` (how old what they said is), `standing` (who is
missing what), `accepted` (the households that accepted) and `desk` (a municipality's own steps).
"""
