"""What a place is worth to those who may come: bid prices (Ahani, Gölz, Procaccia, Teytelboym, Trapp 2024).

Begin with `futures` (who may come, as problems), then `averaging` (prices with their standard errors),
`place_prices` (of a cohort's places, by name) and `estimate` (from what happened). What a plan does with
them: `charges` in `rematch.instance.limited`.
"""
