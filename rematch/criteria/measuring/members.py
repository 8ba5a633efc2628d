"""The last measure: how the members' own scores become the household's."""

import numpy as np

from rematch.criteria.columns import Ints, Rows
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.scenario import MemberJoin


def join(scored: ScoreMatrix, rows: Rows, how: MemberJoin) -> ScoreMatrix:
    """The household's score from its members': their mean, the least, the greatest (any) or the capped sum.

    Members to whom the criterion does not apply are left out; where it applies to none it does not apply to
    the household. Unknown where a member that counts is unknown, or where nobody's need is known to be one.
    """
    score, starts = scored.score, rows.starts
    applies = ~np.isnan(score)
    number = np.add.reduceat(applies, starts, axis=0, dtype=float)
    if how == "least":
        joined = np.minimum.reduceat(np.where(applies, score, np.inf), starts, axis=0)
    elif how == "any":
        joined = np.maximum.reduceat(np.where(applies, score, -np.inf), starts, axis=0)
    else:
        joined = np.add.reduceat(np.where(applies, score, 0.0), starts, axis=0)
        joined = np.minimum(joined, 1.0) if how == "sum" else joined / np.maximum(number, 1.0)
    counted = np.logical_or.reduceat(scored.unknown & applies, starts, axis=0)
    asked = np.logical_or.reduceat(scored.unknown, starts, axis=0)
    return ScoreMatrix(np.where(number > 0, joined, np.nan), np.where(number > 0, counted, asked))


def deciding(scored: ScoreMatrix, joined: ScoreMatrix, rows: Rows) -> Ints:
    """[n, m] the first row whose score is the household's own (least or any), -1 where it has none."""
    same = scored.score == joined.score[rows.owner]
    nobody = len(rows)
    index = np.where(same, np.arange(len(rows))[:, None], nobody)
    first = np.minimum.reduceat(index, rows.starts, axis=0)
    return np.where(first == nobody, -1, first)
