"""What survey tools and spreadsheets make of answers, put back: one line for each household or person."""

from collections.abc import Sequence

from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Table
from rematch.intake.survey import forms, gps, kobo, limesurvey, repeated_persons


def as_answered(tables: Sequence[Table], notes: SheetNotes) -> list[Table]:
    """The tables as they were answered, by whichever tool they came from."""
    tables = [gps.located(table, notes) for table in tables]
    if kobo.recognises(tables):
        return kobo.as_answered(tables, notes)
    answered: list[Table] = []
    for table in tables:
        if limesurvey.recognises(table):
            answered.append(limesurvey.as_answered(table, notes))
        elif forms.recognises(table):
            answered.append(forms.as_answered(table, notes))
        elif repeated_persons.recognises(table):
            answered += repeated_persons.as_answered(table, notes)
        else:
            answered.append(table)
    return answered
