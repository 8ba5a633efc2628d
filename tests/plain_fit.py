"""The people's fit by plain arithmetic, for tests that know weights and scores by hand."""

from collections.abc import Sequence

KAPPA, SHARE = 5.0, 0.25


def people_fit(rows: Sequence[tuple[float, float]]) -> float:
    """(sum w s + kappa / 2) / (sum w + kappa), each w lowered a little at a time to a quarter of it all."""
    weights = [weight for weight, _ in rows]
    for _ in range(300):
        whole = KAPPA + sum(weights)
        weights = [min(weight, SHARE * whole) for weight in weights]
    gained = sum(weight * score for weight, (_, score) in zip(weights, rows, strict=True))
    return (gained + KAPPA / 2) / (sum(weights) + KAPPA)
