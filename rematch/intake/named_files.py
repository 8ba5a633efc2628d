"""Files brought together: two of one name are told apart, none takes the place of another."""

from collections.abc import Iterable


def told_apart(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by name; a second one of a name is called "name (2).csv", the same file twice is one."""
    named: dict[str, bytes] = {}
    for name, content in files:
        if named.get(name) == content:
            continue
        stem, dot, ending = name.rpartition(".")
        free, number = name, 2
        while free in named:
            free = f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
            number += 1
        named[free] = content
    return named
