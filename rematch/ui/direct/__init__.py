"""A move answered beside the page's own run: `route.py` hears it, `desk.py` makes the plan both of them show.

What is said is composed by `rematch/ui/session/at_once.py`.
Why it is so: docs/decisions/0050-answered-beside-the-page-s-run.md.
"""
