"""The store and the criteria file: opened, filled, backed up, put back."""

from rematch.store.store import Store
from rematch.synthetic.cohort import generate

__all__ = [
    "Store",
    "generate",
]
