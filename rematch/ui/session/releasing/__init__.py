"""The plan released to municipalities: the `panel`, and what is `held_up` and by whom."""
