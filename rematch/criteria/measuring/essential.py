"""What binds, judged item by item: each passes its own threshold, or the pair is barred with its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rematch.criteria import columns
from rematch.criteria.catalogue import Criterion, FieldType, MeasureName
from rematch.criteria.columns import Flags, Floats
from rematch.criteria.measuring.measured import CriterionContext, by_row
from rematch.model import FieldId

Missing = Mapping[str, float | None]
"""What does not pass: the item, or the field of a waiting time, with what is stated (None: nothing)."""


@dataclass(frozen=True, eq=False)
class ItemCheck:
    """Who lacks what: [n, m] pairs where an item is not offered or past its threshold, and where the offer is
    not known; `missing` names the items of one pair, `most` is the threshold they are held against."""

    failed: Flags
    unstated: Flags
    missing: Callable[[int, int], Missing]
    most: float | None


@dataclass(frozen=True, eq=False)
class _Asked:
    """`needs` [r, v] of each row; `passes`, `stated` (NaN not offered) and `known` [m, v] of each town."""

    items: tuple[str, ...]
    needs: Flags
    passes: Flags
    stated: Floats
    known: Flags
    most: float | None
    any: bool = False

    def failing(self, kept: Flags) -> Flags:
        """[r, m] where one of the items needed is not among `kept` [m, v]; any: where none of them is."""
        needs = self.needs.astype(float)
        if self.any:
            wanted = self.needs.any(axis=1, keepdims=True)
            return np.asarray(wanted & (needs @ kept.T.astype(float) == 0), dtype=bool)
        return np.asarray(needs @ (~kept).T.astype(float) > 0, dtype=bool)


def by_item(criterion: Criterion) -> bool:
    """Whether a hard criterion is judged by its items instead of its score."""
    params = criterion.params
    bounded = params.threshold is not None or params.longest_wait is not None
    if criterion.offer == "coordinates":
        return False
    return criterion.measure in ASKED and (criterion.measure is MeasureName.COVERAGE or bounded)


def item_check(met: CriterionContext) -> ItemCheck:
    """Every item of every household to whom the criterion applies; of members, each for itself."""
    asked = ASKED[met.criterion.measure](met)
    applies = ~np.isnan(by_row(met).score)
    unsure = asked.failing(asked.passes) & ~asked.failing(asked.passes | ~asked.known) & applies
    failed = asked.failing(asked.passes | ~asked.known) & applies

    def missing(i: int, j: int) -> Missing:
        rows = (met.rows.owner == i) & applies[:, j]
        lacking = asked.needs[rows].any(axis=0) & ~asked.passes[j]
        stated = asked.stated[j]
        return {
            asked.items[v]: None if np.isnan(stated[v]) else float(stated[v]) for v in np.flatnonzero(lacking)
        }

    return ItemCheck(_joined(met, failed), _joined(met, unsure), missing, asked.most)


def _joined(met: CriterionContext, rows: Flags) -> Flags:
    """[n, m] where any member of the household fails."""
    return np.logical_or.reduceat(rows, met.rows.starts, axis=0) if met.rows.members else rows


def _things(met: CriterionContext) -> _Asked:
    """Each thing needed is offered: in a set; as minutes within the threshold; a language by its level."""
    need, offer, params = met.criterion.need, met.criterion.offer, met.criterion.params
    asked, stated = met.needs(need or FieldId("")), met.offers(offer or FieldId(""))
    words = columns.vocabulary(asked)
    amounts, there = columns.weighted(stated, words), columns.named(stated, words)
    timed = np.array([[isinstance(value, dict)] for value in stated], dtype=bool) & (params.half is not None)
    field = met.catalogue.field_by_id.get(need or FieldId(""))
    spoken = field is not None and field.type is FieldType.LANGUAGES
    most = np.inf if params.threshold is None else params.threshold
    least = (params.threshold or 0.0) if spoken else 0.0
    passes = there & np.where(timed, amounts <= most, amounts > 0)
    needs = columns.weighted(asked, words)
    everywhere = np.array([word in params.always_offered for word in words], dtype=bool)
    known = np.broadcast_to(columns.known(stated)[:, None], passes.shape)
    return _Asked(
        words,
        (needs >= least) & (needs > 0),
        passes | everywhere,
        np.where(there & timed, amounts, np.nan),
        known | everywhere,
        None if spoken else params.threshold,
        params.any,
    )


def _offer_and_wait(met: CriterionContext) -> _Asked:
    """What is needed is there, and the wait for it is no longer than the longest."""
    offer, params = met.criterion.offer or FieldId(""), met.criterion.params
    offered = met.figures(offer, met.offers(offer))[:, None]
    needs = (met.needed > 0)[:, None]
    if params.wait is None or params.longest_wait is None:
        there, nothing = offered > 0, np.full(offered.shape, np.nan)
        return _Asked((str(offer),), needs, there, nothing, ~np.isnan(offered), None)
    wait = met.figures(params.wait, met.offers(params.wait))[:, None]
    in_time = np.where(offered == 0, True, wait <= params.longest_wait)
    return _Asked(
        (str(offer), str(params.wait)),
        np.repeat(needs, 2, axis=1),
        np.hstack([offered > 0, in_time]),
        np.hstack([np.full(offered.shape, np.nan), wait]),
        np.hstack([~np.isnan(offered), ~np.isnan(wait) | (offered == 0)]),
        params.longest_wait,
    )


def _near(met: CriterionContext) -> _Asked:
    """The way to it is no longer than the threshold; of several points the nearest."""
    offer, params = met.criterion.offer or FieldId(""), met.criterion.params
    most = np.inf if params.threshold is None else params.threshold
    minutes = met.figures(offer, met.offers(offer))[:, None]
    needs = (met.needed > 0)[:, None]
    return _Asked((str(offer),), needs, minutes <= most, minutes, ~np.isnan(minutes), params.threshold)


ASKED: dict[MeasureName | None, Callable[[CriterionContext], _Asked]] = {
    MeasureName.COVERAGE: _things,
    MeasureName.GATE: _offer_and_wait,
    MeasureName.DECAY: _near,
}
