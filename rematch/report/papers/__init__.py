"""Papers of a round as PDF and XLSX, made without a browser or a network.

`typesetting` sets a `Paper`; `minutes`, `letter`, `notice`, `handover` write one each, `book` is the plan.
"""
