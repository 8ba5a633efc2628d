"""The door of the optimiser: arrays of the right shape, finite and read-only, or a clear error."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rematch.errors import RematchError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kind = TypeVar("Kind")

MOST = 2.0**31
"""Persons and units beyond that are a mistake; sums of them stay exact."""
GREATEST = 2.0**40
"""What is worth or amounts to more than that is a mistake, too; the solver refuses a thousandfold."""


def floats(name: str, given: ArrayLike) -> Floats:
    """`given` as an own float64 array; RematchError where it is not made of numbers."""
    try:
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as mistake:
        raise RematchError("problem.not_numbers", field=name) from mistake


def shaped(name: str, given: ArrayLike, shape: tuple[int, ...], default: float | None = None) -> Floats:
    """`given` in this shape; one number stands for all, nothing for the default."""
    array = floats(name, given)
    if array.size == 0 and default is not None:
        array = np.float64(default) * np.ones(shape)
    elif array.ndim == 0:
        array = np.full(shape, array)
    if array.shape != shape:
        raise RematchError("problem.shape", field=name, expected=shape, found=array.shape)
    return array


def amounts(name: str, array: Floats, *, infinite: bool = False) -> Floats:
    """Nothing below zero, no NaN, and infinity only where it means `no limit`."""
    if np.isnan(array).any() or (not infinite and np.isinf(array).any()):
        raise RematchError("problem.not_finite", field=name)
    if (array < 0).any():
        raise RematchError("problem.negative", field=name)
    return bounded(name, array)


def bounded(name: str, array: Floats) -> Floats:
    """Nothing beyond GREATEST on either side but `no limit` and `not allowed`."""
    if (np.abs(array[np.isfinite(array)]) > GREATEST).any():
        raise RematchError("problem.too_large", field=name)
    return frozen(array)


def whole(name: str, array: Floats) -> Ints:
    """Whole numbers only."""
    if not np.isfinite(array).all():
        raise RematchError("problem.not_finite", field=name)
    if (array != np.floor(array)).any():
        raise RematchError("problem.not_whole", field=name)
    if (np.abs(array) > MOST).any():
        raise RematchError("problem.too_large", field=name)
    return frozen(array.astype(np.int64))


def whole_or_endless(name: str, array: Floats) -> Floats:
    """Whole numbers >= 0, or infinity where it means `no limit`."""
    whole(name, np.where(np.isinf(array), 0.0, array))
    return amounts(name, array, infinite=True)


def numbers(name: str, given: ArrayLike, shape: tuple[int, ...], size: int, *, none: bool = True) -> Ints:
    """Numbers below `size` in this shape, -1 for none where that is allowed and where nothing is given."""
    array = whole(name, shaped(name, given, shape, -1.0))
    if ((array < (-1 if none else 0)) | (array >= size)).any():
        raise RematchError("problem.index", field=name, index=int(array.max()), size=size)
    return array


def values(given: ArrayLike, name: str = "value") -> Floats:
    """The value of every pair: finite, or NaN where the pair is not allowed."""
    array = floats(name, given)
    if array.ndim != 2:
        raise RematchError("problem.shape", field=name, expected=("n", "m"), found=array.shape)
    if np.isinf(array).any():
        raise RematchError("problem.not_finite", field=name)
    return bounded(name, array)


def demands(given: ArrayLike, n: int, m: int) -> Floats:
    """Demand per household [n, k], or per pair [n, m, k]; none at all means no resource."""
    array = floats("demand", given)
    if array.size == 0 and array.ndim < 3:
        array = np.zeros((n, array.shape[-1] if array.ndim == 2 else 0))
    expected = (n, "k") if array.ndim == 2 else (n, m, "k")
    if array.ndim not in (2, 3) or array.shape[:-1] != expected[:-1]:
        raise RematchError("problem.shape", field="demand", expected=expected, found=array.shape)
    return amounts("demand", array)


def number(name: str, given: Any, *, least: float = -np.inf, whole_only: bool = False) -> Any:
    """A single finite number, as it was given, not below `least`."""
    try:
        sound = not isinstance(given, bool | str) and np.isfinite(float(given))
        sound = sound and not (whole_only and int(given) != given)
    except (TypeError, ValueError, OverflowError):
        sound = False
    if not sound:
        raise RematchError("problem.not_whole" if whole_only else "problem.not_finite", field=name)
    if given < least:
        raise RematchError("problem.negative", field=name)
    return given


def amount(name: str, given: Any) -> float:
    """A single number of any sign, not beyond GREATEST."""
    return float(bounded(name, np.array([number(name, given)], dtype=np.float64))[0])


def truth(name: str, given: Any) -> bool:
    """True or False."""
    if not isinstance(given, bool | np.bool_):
        raise RematchError("problem.not_true_or_false", field=name)
    return bool(given)


def index(name: str, given: Any, size: int) -> int:
    """A household's or municipality's number that exists."""
    try:
        known = not isinstance(given, bool) and int(given) == given and 0 <= given < size
    except (TypeError, ValueError, OverflowError):
        known = False
    if not known:
        raise RematchError("problem.index", field=name, index=str(given), size=size)
    return int(given)


def entries(name: str, given: Any, length: int | None = None) -> list[tuple[Any, ...]]:
    """Tuples of this length."""
    try:
        found = [tuple(entry) for entry in given]
    except TypeError as mistake:
        raise RematchError("problem.not_a_pair", field=name) from mistake
    if length is not None and any(len(entry) != length for entry in found):
        raise RematchError("problem.not_a_pair", field=name)
    return found


def listed(name: str, given: Any, kind: type[Kind]) -> list[Kind]:
    """Objects of this kind."""
    try:
        found = list(given)
    except TypeError as mistake:
        raise RematchError("problem.not_listed", field=name) from mistake
    if not all(isinstance(one, kind) for one in found):
        raise RematchError("problem.not_listed", field=name)
    return found


def groups(name: str, given: Any, n: int) -> tuple[tuple[int, ...], ...]:
    """Groups of households by their numbers, each household once in a group."""
    return tuple(tuple(dict.fromkeys(index(name, i, n) for i in group)) for group in entries(name, given))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, read-only."""
    array.flags.writeable = False
    return array
