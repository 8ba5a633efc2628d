"""What is shown in sum: stages, figures, the fit beside them, months compared."""

from datetime import timedelta

import pytest

from rematch.model import Viewer
from rematch.process.desk import history_of
from rematch.process.evaluation.desk import EvaluationDesk
from rematch.process.evaluation.results import EvaluationResults, group_fit
from rematch.store import Store
from tests import builders
from tests.arrivals import ARRIVED, arrive, noon, sheets_of_all
from tests.unit.process.evaluation.conftest import PEOPLE

NOW = noon(ARRIVED + timedelta(days=366))


def yes(told: bool) -> str:
    return "yes" if told else "no"


def stage(told: EvaluationResults, name: str) -> tuple[int | None, int | None]:
    found = next(one for one in told.waves[0].stages if one.stage == name)
    return found.persons, found.households


def test_without_answers_there_are_stages_and_no_figure(desk: EvaluationDesk) -> None:
    """All have arrived, nobody answered; every figure is hidden."""
    told = desk.results(NOW)
    assert stage(told, "arrived") == (60, 30) and stage(told, "answered") == (0, 0)
    assert {one.standing for one in told.waves[0].figures.values()} == {"hidden"}
    assert told.held == () and told.compared == ()


def test_shares_are_those_of_the_answers(desk: EvaluationDesk) -> None:
    """Of thirty households eighteen say yes, and half of them would rather live elsewhere."""
    desk.enter(
        sheets_of_all(PEOPLE, 1, lambda n, a: {"again": yes(n <= 18), "elsewhere": yes(n % 2 == 0)}), NOW
    )
    figures = desk.results(NOW).waves[0].figures
    assert (figures["again"].share, figures["elsewhere"].share) == (0.6, 0.5)
    assert (figures["again"].persons, figures["again"].households) == (60, 30)
    assert figures["again"].least == figures["again"].most == 0.6


def test_stages_between_which_too_few_are_leave_one_out(desk: EvaluationDesk) -> None:
    """Fifty-eight of sixty answered: that is told, how many arrived is not, or two would follow."""
    desk.enter(sheets_of_all(PEOPLE[:29], 1, lambda n, a: {"again": yes(n <= 18)}), NOW)
    told = desk.results(NOW)
    answered = stage(told, "answered")[0]
    assert answered is not None
    arrived = stage(told, "arrived")[0]
    assert arrived is None or arrived - answered >= 5


def test_needs_that_are_not_there_do_not_count(desk: EvaluationDesk) -> None:
    """Of those who need work, half have it; the ten households that do not need it are not in the share."""

    def said(number: int, adult: int) -> dict[str, str]:
        return {"needs_work": "not_needed" if number > 20 else yes(number % 2 == 0)}

    desk.enter(sheets_of_all(PEOPLE, 1, said), NOW)
    found = desk.results(NOW).waves[0].figures["needs_work"]
    assert (found.share, found.households, found.all_asked) == (0.5, 20, False)


@pytest.fixture
def half_fitting(tmp_path):
    """The first fifteen households have a high fit, the others a low one."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        profiles = builders.profiles(PEOPLE)
        store.save_profiles(profiles, "cat", Viewer())
        arrive(store, profiles.cohort.id, PEOPLE, fit=lambda number: 0.9 if number <= 15 else 0.1)
        from rematch.bootstrap import shipped_catalogue

        yield EvaluationDesk(store, profiles.cohort.id, shipped_catalogue(), Viewer())


def test_the_fit_stands_beside_what_people_have_as_counts(half_fitting: EvaluationDesk) -> None:
    """Of thirty adults with a high fit in housing twenty have what they need, of thirty others ten."""
    met = {*range(1, 11), *range(16, 21)}
    half_fitting.enter(sheets_of_all(PEOPLE, 1, lambda n, a: {"needs_housing": yes(n in met)}), NOW)
    [held] = half_fitting.results(NOW).held
    assert (held.question, held.high, held.high_met, held.low, held.low_met) == (
        "needs_housing",
        30,
        20,
        30,
        10,
    )


def test_a_side_of_the_fit_on_which_too_few_lack_something_is_left_out(half_fitting: EvaluationDesk) -> None:
    """Two households with a high fit lack it: neither side is told, since the other would give it away."""
    met = {*range(1, 14), *range(16, 21)}
    half_fitting.enter(sheets_of_all(PEOPLE, 1, lambda n, a: {"needs_housing": yes(n in met)}), NOW)
    told = half_fitting.results(NOW)
    assert told.waves[0].figures["needs_housing"].standing == "shown"
    assert told.held == ()


def test_an_offers_fit_in_a_group_is_the_mean_of_its_scores(half_fitting: EvaluationDesk) -> None:
    """Of criteria that concern the household; none where no criterion of the group does."""
    offer = history_of(half_fitting.store, half_fitting.cohort).offer(1)
    assert offer is not None
    assert group_fit(offer, "housing", half_fitting.catalogue) == 0.9
    assert group_fit(offer, "health", half_fitting.catalogue) is None


def test_months_are_compared_only_over_those_who_answered_both(desk: EvaluationDesk) -> None:
    """Half of the households answer again: their first answers stand beside their later ones."""

    def later(number: int, adult: int) -> dict[str, str]:
        return {"suits": yes(number % 4 == 0)} if number <= 20 else {}

    desk.enter(sheets_of_all(PEOPLE, 1, lambda n, a: {"suits": yes(n % 2 == 0)}), NOW)
    desk.enter(sheets_of_all(PEOPLE, 6, later), NOW)
    [found] = desk.results(NOW).compared
    assert (found.earlier, found.later, found.before.households) == (1, 6, 20)
    assert (found.before.share, found.after.share) == (0.5, 0.25)


def test_months_are_not_compared_where_the_few_who_dropped_out_would_follow(desk: EvaluationDesk) -> None:
    """All but two households answer again: what those two had said is the difference, so nothing is told."""
    desk.enter(sheets_of_all(PEOPLE, 1, lambda n, a: {"suits": yes(n % 2 == 0)}), NOW)
    desk.enter(sheets_of_all(PEOPLE, 6, lambda n, a: {"suits": yes(n % 2 == 0)} if n <= 28 else {}), NOW)
    assert desk.results(NOW).compared == ()
