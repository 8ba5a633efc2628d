"""What is kept of the process after a plan: rounds, offers, and what happened, in order.

Begin with `records`; `items` is the store's part that keeps and asks for them.
"""
