"""What is deleted leaves tables, the file's bytes and known backups: a `cohort`, or one `household`."""

from rematch.store.deletion.cohort import delete_cohort
from rematch.store.deletion.everywhere import Deletion
from rematch.store.deletion.household import erase_household

__all__ = ["Deletion", "delete_cohort", "erase_household"]
