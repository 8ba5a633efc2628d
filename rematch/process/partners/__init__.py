"""Municipalities as partners of a round, and what they learn of households after acceptance.

Begin with `data/process/partner.csv`, then `statements` (how old what they said is), `standing` (who is
missing what), `own` (a municipality's profile), `accepted` (households that accepted) and `desk` (its steps).
"""
