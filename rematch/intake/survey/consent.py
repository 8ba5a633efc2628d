"""Answers of people who did not agree that their answers are used: left out, without their values."""

import re
from dataclasses import replace

from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Table
from rematch.intake.survey.multi_select import UNTICKED
from rematch.intake.words import fold, words

_ASKED = re.compile(
    r"\b(consent\w*|einwillig\w*|einverstand\w*|einverstaend\w*|zustimm\w*|datenschutz\w*|"
    r"згод\w*|погод\w*|соглас\w*|zgod\w*)\b"
)
_REFUSED = UNTICKED | words("refusals")


def consented(table: Table, notes: SheetNotes) -> Table:
    """The table without the lines that say no to a question for consent; each is told by its row."""
    asked = [name for name in table.columns if _ASKED.search(fold(name))]
    refused = [
        line.number for line in table.lines if any(fold(line.cells[name]) in _REFUSED for name in asked)
    ]
    for number in refused:
        notes.on(table.sheet).warn(number, None, "intake.no_consent")
    return replace(table, lines=tuple(line for line in table.lines if line.number not in set(refused)))
