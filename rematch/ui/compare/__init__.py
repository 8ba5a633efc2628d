"""Compare.

`choose` whom, `numbers` side by side, `pair` of two, `curve` of what a floor costs, `saved` scenarios.
"""
