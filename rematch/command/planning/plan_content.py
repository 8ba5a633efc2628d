"""A plan as plain data: the JSON of the command line."""

from dataclasses import asdict

from rematch.report.files.plan_content import Content, load_content, placement_content
from rematch.service.insight import by_size
from rematch.service.session import Baseline, PlanReport, fair_figures
from rematch.service.working import decisions


def plan_content(report: PlanReport) -> Content:
    """Status, proof, assignments with the parts of their fits, loads and baselines."""
    solution = report.solution
    return {
        "cohort": report.instance.profiles.cohort.id,
        "invented": report.instance.profiles.cohort.invented,
        "scenario": report.scenario.fingerprint,
        "status": solution.status,
        "proof": solution.proof,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "served_order_cost": report.order_cost,
        "seconds": solution.seconds,
        "persons": report.figures.persons,
        "persons_placed": solution.persons_placed,
        "persons_bound": solution.persons_bound,
        "shortfall": solution.shortfall,
        "town_share": report.scenario.policy.town_share,
        "mean_fit": report.figures.mean_fit,
        "mean_fit_people": report.figures.mean_people,
        "mean_fit_town": report.figures.mean_town,
        "mean_fit_by_person": report.figures.mean_by_person,
        "mean_fit_by_household": report.figures.mean_by_household,
        "mean_fit_by_size": [asdict(one) for one in by_size(report.instance, report.assignment)],
        "least_fit": report.figures.least_fit,
        "fairness": _fairness(report),
        "decisions": [one.as_content() for one in decisions(report.scenario)],
        "assignments": [placement_content(line) for line in report.placements],
        "municipalities": [load_content(load) for load in report.loads],
        "baselines": [_baseline(baseline) for baseline in report.baselines],
    }


def _fairness(report: PlanReport) -> Content:
    """The policy, the best possible level of what it looks at, and how the worst off fare."""
    found = fair_figures(report.instance, report.assignment)
    invented = report.instance.profiles.cohort.invented
    return {
        "policy": report.scenario.policy.fairness,
        "best_level": None if report.fair is None else report.fair.best,
        "exact": report.fair is None or report.fair.exact,
        "least_relative_fit": found.least_relative,
        "least_municipality_mean": found.least_place,
        "groups": [
            {"group": str(group.name), "households": group.households, "mean_relative_fit": group.mean}
            for group in found.shown(invented=invented)
        ],
    }


def _baseline(baseline: Baseline) -> Content:
    return {
        "name": baseline.name,
        "objective": baseline.objective,
        "persons_placed": baseline.figures.persons_placed,
        "mean_fit": baseline.figures.mean_fit,
        "mean_fit_people": baseline.figures.mean_people,
        "mean_fit_town": baseline.figures.mean_town,
        "keeps_rules": baseline.keeps_rules,
    }
