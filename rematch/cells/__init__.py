"""The language of a cell in our own files: what it means and how it is written, one type beside its inverse.

Begin with `fields` (the catalogue's types) and `base` (what every profile has); both are made of `scalars`
and `lists`. An empty cell is unknown and never comes here; `formulas` keeps any text from being run.
"""

from rematch.cells.faults import CellFault
from rematch.cells.fields import Places, parse, written
from rematch.cells.formulas import defused, undefused
from rematch.cells.lists import NOTHING, joined, several
from rematch.cells.scalars import LANDS
from rematch.criteria.measuring.standards import CEFR

__all__ = [
    "CEFR",
    "LANDS",
    "NOTHING",
    "CellFault",
    "Places",
    "defused",
    "joined",
    "parse",
    "several",
    "undefused",
    "written",
]
