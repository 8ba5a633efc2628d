"""From a decided plan to arrival: rounds, offers, relocations and what is due, as small machines.

Begin with `data/process/offer.csv`, then `machines` (what may follow what), `history` (where everything
stands, told by what happened), `needs` (what a step waits for) and `desk` (a step taken); then the wings
`partners` (municipalities in a round), `occupancy` (who lives where) and `forecast` (how many may come).
"""
