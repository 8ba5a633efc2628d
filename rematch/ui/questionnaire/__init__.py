"""Questionnaires.

`views` leads from `start` through the sections to `checking` and `finish`; `draft` is what is answered so
far.
"""
