"""What is not known.

`fit_range` open answers leave, `answers` tried, `value_of_information` (which to ask next).
"""
