"""What survey software means.

`detection`, then `kobo` and `limesurvey`, `consent`, `multi_select`, `repeated_persons`.
"""
