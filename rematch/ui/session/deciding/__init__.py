"""What a decision is made with.

`ticked` are the households it is about, with the buttons that say so; `reference` is the plan changes are
told from; `held_back` what the rule of few changes left undone.
"""
