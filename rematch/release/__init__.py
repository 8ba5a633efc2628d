"""What a municipality may know.

`preview`, with amounts in `bands` and the `profile_effect` masked where people are real.
"""
