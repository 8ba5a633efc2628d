"""The catalogue: presets, switches, edits, and a trial of other criteria on the cohort."""

from rematch.criteria.editing import Change as CatalogueChange
from rematch.criteria.editing import Edits, edited
from rematch.criteria.editing import changes as catalogue_changes
from rematch.criteria.measuring.exclusions import few as few_exclusions
from rematch.criteria.presets import presets
from rematch.criteria.switches import is_on, unconsidered_needs
from rematch.whatif.catalogue_preview import CataloguePreview, catalogue_preview

__all__ = [
    "CatalogueChange",
    "CataloguePreview",
    "Edits",
    "catalogue_changes",
    "catalogue_preview",
    "edited",
    "few_exclusions",
    "is_on",
    "presets",
    "unconsidered_needs",
]
