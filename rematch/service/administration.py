"""The store and the criteria file: opened, filled, backed up, put back."""

from rematch.rights import EVERYBODY, open_to
from rematch.store.journal import ACTIONS
from rematch.store.store import Store
from rematch.synthetic.cohort import generate

__all__ = [
    "ACTIONS",
    "Store",
    "generate",
]

open_to(
    globals(),
    {
        EVERYBODY: (generate,),
    },
)
