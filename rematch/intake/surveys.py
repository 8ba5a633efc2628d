"""What survey tools and spreadsheets make of answers, put back: one line for each household or person."""

from collections.abc import Sequence

from rematch.intake import kobo, limesurvey, persons
from rematch.intake.grids import Notes
from rematch.intake.tables import Table


def as_answered(tables: Sequence[Table], notes: Notes) -> list[Table]:
    """The tables as they were answered, by whichever tool they came from."""
    if kobo.recognises(tables):
        return kobo.as_answered(tables, notes)
    answered: list[Table] = []
    for table in tables:
        if limesurvey.recognises(table):
            answered.append(limesurvey.as_answered(table, notes))
        elif persons.recognises(table):
            answered += persons.as_answered(table, notes)
        else:
            answered.append(table)
    return answered
