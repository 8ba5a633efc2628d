"""The catalogue: presets, switches, edits, what is retired, and a trial of other criteria on the cohort."""

from rematch.criteria.editing import Change as CatalogueChange
from rematch.criteria.editing import Edits, edited
from rematch.criteria.editing import changes as catalogue_changes
from rematch.criteria.housing.unit_types import unit_types
from rematch.criteria.measuring.confirmed import unconfirmed, unconfirmed_homes
from rematch.criteria.measuring.exclusions import terms as exclusion_terms
from rematch.criteria.presets import presets
from rematch.criteria.reading import retired_entries
from rematch.criteria.retired import (
    RETIRED,
    RETIRED_COLUMNS,
    retired_finding,
    retired_in,
    without_retired,
)
from rematch.criteria.switches import is_on, newly_special, unanswered_protection, unconsidered_needs
from rematch.rights import COORDINATION, EVERYBODY, open_to
from rematch.whatif.catalogue_preview import CataloguePreview, catalogue_preview

__all__ = [
    "RETIRED",
    "RETIRED_COLUMNS",
    "CatalogueChange",
    "CataloguePreview",
    "Edits",
    "catalogue_changes",
    "catalogue_preview",
    "edited",
    "exclusion_terms",
    "is_on",
    "newly_special",
    "presets",
    "retired_entries",
    "retired_finding",
    "retired_in",
    "unanswered_protection",
    "unconfirmed",
    "unconfirmed_homes",
    "unconsidered_needs",
    "unit_types",
    "without_retired",
]

open_to(
    globals(),
    {
        EVERYBODY: (
            edited,
            catalogue_changes,
            exclusion_terms,
            is_on,
            newly_special,
            presets,
            retired_entries,
            retired_finding,
            retired_in,
            unit_types,
            without_retired,
        ),
        COORDINATION: (
            catalogue_preview,
            unanswered_protection,
            unconfirmed,
            unconfirmed_homes,
            unconsidered_needs,
        ),
    },
)
