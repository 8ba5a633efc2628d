"""The working session on screen.

`visit` is one visit's part in it, `seat` tells people apart; `bar` stands on top of the session page and
offers to go on (`offer`), `in_force` lists what holds, in the words of `item_words`.
"""
