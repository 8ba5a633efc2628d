"""How many households may come in the weeks ahead, from counts of the weeks before; nothing about anybody.

Begin with `weeks` (what is counted), then `model` (the counts and what may follow), `ahead` (households,
persons and places, with intervals) and `rolling` (how it would have done before).
"""
