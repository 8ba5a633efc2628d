"""What is deleted leaves tables, the file's bytes and known backups: a `cohort`, or one `household`.

`everywhere` does it, and finishes what was interrupted; `owed` remembers what is not gone everywhere yet.
"""

from rematch.store.deletion.everywhere import Deletion, delete_cohort, erase_household, finish_deletions

__all__ = ["Deletion", "delete_cohort", "erase_household", "finish_deletions"]
