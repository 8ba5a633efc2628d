"""What people wrote about themselves does not stay in memory once nobody holds it."""

import functools
import gc

from tests.unit.intake.foreign import HERE, checked

CACHE = type(functools.lru_cache(lambda: None))


def kept_texts() -> set[str]:
    """Every text that a cache of this program holds, as a key or within what it keeps."""
    seen: set[int] = set()
    texts: set[str] = set()
    waiting: list[object] = []
    for cache in gc.get_objects():
        if isinstance(cache, CACHE) and (getattr(cache, "__module__", "") or "").startswith("rematch"):
            waiting += [held for held in gc.get_referents(cache) if not callable(held)]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            texts.add(held)
        elif id(held) not in seen and not isinstance(held, type):
            seen.add(id(held))
            waiting += [inner for inner in gc.get_referents(held) if not callable(inner)]
    return texts


def test_no_cache_keeps_what_stood_in_a_cell() -> None:
    """A remark, a mistyped town, an odd language and a doubly decoded word are gone with the reading."""
    cells = "Yezidische Witwe Q7;Düsseldrof Q7;Surzhyk Q7;Fräulein GrÃ¼nfeld Q7;Ingenieurin Q7;abitür Q7"
    done = checked(
        {"h.csv": f"id;Personen;Bemerkung;Wunschort;Sprachen;Notiz;Beruf;Bildung\nA1;1;{cells}\n"}, **HERE
    )
    assert done.records
    del done
    assert [text for text in kept_texts() if "q7" in text.casefold()] == []
