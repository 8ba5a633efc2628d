"""What a foreign cell says.

Numbers, days, yes and no, languages, places; `parsed` is a value or an issue for a person.
"""
