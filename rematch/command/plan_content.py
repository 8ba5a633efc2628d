"""A plan as plain data: the JSON of the command line."""

from rematch.explain import Nowhere, Placement
from rematch.measures import Load
from rematch.service import PlanReport
from rematch.service.report import Baseline

Content = dict[str, object]


def plan_content(report: PlanReport) -> Content:
    """Status, proof, assignments with the parts of their fits, loads and baselines."""
    solution = report.solution
    return {
        "cohort": report.basis.profiles.cohort.id,
        "invented": report.basis.profiles.cohort.invented,
        "scenario": report.scenario.fingerprint,
        "status": solution.status,
        "proof": solution.proof,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "seconds": solution.seconds,
        "persons": report.figures.persons,
        "persons_placed": solution.persons_placed,
        "persons_bound": solution.persons_bound,
        "shortfall": solution.shortfall,
        "mean_fit": report.figures.mean_fit,
        "least_fit": report.figures.least_fit,
        "assignments": [_assignment(line) for line in report.placements],
        "municipalities": [_municipality(load) for load in report.loads],
        "baselines": [_baseline(baseline) for baseline in report.baselines],
    }


def _assignment(line: Placement) -> Content:
    why = line.why
    parts = [row.part for row in why.rows] if why else []
    return {
        "household": line.household,
        "persons": line.persons,
        "municipality": line.ags,
        "fit": why.fit if why else None,
        "fit_low": why.low if why else None,
        "fit_high": why.high if why else None,
        "parts": [
            {
                "criterion": part.criterion,
                "side": part.side,
                "score": part.score,
                "unknown": part.unknown,
                "weight": part.weight,
                "part": part.part,
            }
            for part in parts
        ],
        "reasons": _reasons(line.nowhere) if line.nowhere else [],
    }


def _reasons(nowhere: Nowhere) -> list[Content]:
    """Why a household is unplaced; `municipalities` counts those concerned."""
    ruled_out: list[Content] = [
        {"code": code, "criterion": criterion, "municipalities": count}
        for code, criterion, count in nowhere.reasons
    ]
    short: list[Content] = [
        {"code": "full", "resource": resource, "municipalities": count} for resource, count in nowhere.short
    ]
    return [{"code": nowhere.code}, *ruled_out, *short]


def _municipality(load: Load) -> Content:
    return {
        "ags": load.ags,
        "name": load.name,
        "households": load.households,
        "persons": load.persons,
        "pledge_min": load.pledge_min,
        "pledge_max": load.pledge_max,
        "resources": [
            {"resource": r.resource, "used": r.used, "capacity": r.capacity} for r in load.resources
        ],
    }


def _baseline(baseline: Baseline) -> Content:
    return {
        "name": baseline.name,
        "objective": baseline.objective,
        "persons_placed": baseline.figures.persons_placed,
        "mean_fit": baseline.figures.mean_fit,
        "keeps_rules": baseline.keeps_rules,
    }
