"""What is deleted leaves tables, the file's bytes and known backups: a `cohort`, or one `household`.

`everywhere` does it, and finishes what was interrupted; `owed` remembers what is not gone everywhere yet.
`own_words` finds what people wrote of a household, `suppression_list` knows it again when it is named.
"""

from rematch.store.deletion.everywhere import Deletion, delete_cohort, erase_household, finish_deletions
from rematch.store.deletion.own_words import OwnWords

__all__ = ["Deletion", "OwnWords", "delete_cohort", "erase_household", "finish_deletions"]
