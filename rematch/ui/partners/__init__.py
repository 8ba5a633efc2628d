"""Municipalities as partners: the coordinators' `board`, a municipality's `invited` and `accepted`.

`asking` draws what a step asks for, the same for both.
"""
