"""What is kept of the process after a plan: rounds, offers, what happened, in order, and answers afterwards.

Begin with `records`; `items` and `evaluations` are the store's parts that keep and ask for them.
"""
