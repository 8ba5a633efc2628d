"""The matching session: weights, decisions and their way back, explanations, files."""

import itertools
import re
import time

import pytest

from rematch.criteria.presets import presets
from rematch.criteria.switches import unconsidered_needs
from rematch.explain import WhyNotKind, why_not
from rematch.model import Ags
from rematch.optimise import Solution
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.relaxation import relaxation
from rematch.planning.report import PlanReport
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.tables import plan_csv
from rematch.report.wording.words import reason_words, resource_label
from rematch.scenario import Pin, Scenario
from rematch.texts import number, percent, say
from rematch.ui.session.plan import plan_table
from rematch.ui.session.plan.headline import LEAST_CHANGE
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from tests import demo
from tests.app.conftest import Open, go, unfold
from tests.app.screen import heard, refused
from tests.app.session import Plan, Session

NAMES = {place.ags: place.name for place in demo.profiles().municipalities}
UNPLACED = say("plan.unplaced", "de")


def named(report) -> Plan:
    """A plan as the table shows it."""
    return {line.household: NAMES[line.ags] if line.ags else UNPLACED for line in report.placements}


def contradicted(session: Session) -> tuple[str, str]:
    """Two households pinned to one place and then to be kept apart."""
    one, other = together()
    session.tick(one, other)
    session.press("do_pin")
    session.tick(one, other)
    session.press("do_apart")
    return one, other


def downloads(session: Session) -> str:
    """What can be downloaded, by the buttons' identities."""
    return " ".join(button.proto.id for button in session.at.get("download_button"))


def number_in(words: str) -> float:
    """The first number in German words."""
    return float(re.search(r"-?\d+(,\d+)?", words.replace("−", "-"))[0].replace(",", "."))


def together() -> tuple[str, str]:
    """Two households at one place that nothing ties to each other or to anybody else."""
    problem = demo.cold().instance.problem
    tied = {i for group in (*problem.linked, *problem.apart) for i in group}
    free = [i for i in range(problem.n) if i not in tied]
    assigned = demo.cold().assignment
    i, k = next(pair for pair in itertools.combinations(free, 2) if assigned[pair[0]] == assigned[pair[1]])
    return demo.profiles().households[i].id, demo.profiles().households[k].id


@pytest.fixture
def session(opened: Open) -> Session:
    return Session(opened("session"))


def test_a_slider_changes_the_plan_and_undo_and_redo_bring_both_back(session: Session) -> None:
    """The plan on screen is the computed one; slider and number box always show the same value."""
    criterion, weight = demo.moving_weight()
    assert session.plan == named(demo.cold())
    usual = session.shown(criterion)
    session.slide(criterion, weight)
    assert session.shown(criterion) == (weight, number(weight, "de", 1))
    assert session.plan == named(demo.moved(criterion, weight)) != named(demo.cold())
    session.press("undo")
    assert session.shown(criterion) == usual == (usual[0], number(usual[0], "de", 1))
    assert session.plan == named(demo.cold())
    session.press("redo")
    assert session.shown(criterion) == (weight, number(weight, "de", 1))
    assert session.plan == named(demo.moved(criterion, weight))


def test_what_just_changed_counts_the_moves_and_the_old_plan_can_be_kept(session: Session) -> None:
    """The households that moved are told; keeping the old plan holds it under the new weight."""
    criterion, weight = demo.moving_weight()
    session.slide(criterion, weight)
    before, after = named(demo.cold()), named(demo.moved(criterion, weight))
    moved = [household for household in before if before[household] != after[household]]
    assert say("changed.moved", "de", count=len(moved)) in session.words
    assert all(household in session.words for household in moved)
    session.narrow("plan_filter", "moved")
    assert list(session.plan) == moved
    session.narrow("plan_filter", "all")
    session.press("keep_old")
    assert session.plan == before
    assert session.scenario.weights == {criterion: weight}


def test_a_typed_weight_moves_the_slider(session: Session) -> None:
    """The number box is the other hand on the same value."""
    criterion, weight = demo.moving_weight()
    session.open(criterion)
    session.at.text_input(key=f"type_w_{criterion}").set_value(number(weight, "de", 1))
    session.run()
    assert session.shown(criterion) == (weight, number(weight, "de", 1))
    assert session.plan == named(demo.moved(criterion, weight))


def test_what_is_no_weight_is_told_below_its_box_until_one_is_typed(session: Session) -> None:
    """In words, said once; nothing is decided; the next weight takes the sentence away."""
    criterion, weight = demo.moving_weight()
    box = f"type_w_{criterion}"
    session.open(criterion)
    for typed in ("viel", number(weight, "de", 1)):
        session.at.text_input(key=box).set_value(typed)
        session.run()
        below = refused(session.at)
        if typed == "viel":
            assert set(below) == {box} and below[box] in heard(session.at)
            assert not session.scenario.weights
    assert below == {}


def test_a_preset_sets_the_sliders_and_reset_takes_all_weights_back(session: Session) -> None:
    """Every group slider stands where the preset says; reset is one step that can be undone too."""
    preset = next(preset for preset in presets() if preset.groups)
    session.preset(preset.id)
    for group, weight in preset.groups.items():
        assert session.groups[group]["weight"] == weight
    chosen = session.scenario
    assert chosen == preset.applied(Scenario(), demo.catalogue())
    session.press("reset_weights")
    assert session.scenario == Scenario()
    assert session.plan == named(demo.cold())
    session.press("undo")
    assert session.scenario == chosen


def test_the_people_s_preset_counts_only_people_s_priorities(session: Session) -> None:
    """Municipalities' criteria stand at 0, households' at 1."""
    session.preset("people")
    on = [criterion for criterion, _, _ in demo.steps()]
    sides = {c: demo.catalogue().by_id[c].side for c in on}
    assert {c: session.shown(c)[0] for c in on} == {
        c: float(side == "household") for c, side in sides.items()
    }


def test_a_pinned_household_stays_when_weights_move_and_undo_releases_it(session: Session) -> None:
    """A household that the weight would move stays with a pin, and moves once the pin is undone."""
    criterion, weight = demo.moving_weight()
    before, after = named(demo.cold()), named(demo.moved(criterion, weight))
    mover = next(household for household in before if before[household] != after[household])
    session.tick(mover)
    session.press("do_pin")
    assert [pin.household for pin in session.scenario.pins] == [mover]
    session.slide(criterion, weight)
    assert session.plan[mover] == before[mover]
    session.press("undo")
    session.press("undo")
    assert session.scenario == Scenario()
    session.slide(criterion, weight)
    assert session.plan[mover] == after[mover]


def test_a_veto_sends_a_household_elsewhere_and_can_be_undone(session: Session) -> None:
    """Not there, under any weight; the decision is marked in the table and found by its filter."""
    household = next(iter(session.plan))
    here = session.plan[household]
    session.tick(household)
    session.press("do_veto")
    assert session.plan[household] != here
    session.slide("place_ranking", 10.0)
    assert session.plan[household] != here
    session.narrow("plan_filter", "decided")
    assert list(session.plan) == [household]
    assert session.table[0]["decided"] == say("mark.vetoed", "de")
    session.narrow("plan_filter", "all")
    session.press("undo")
    session.press("undo")
    assert session.plan == named(demo.cold())


def test_decisions_stand_beside_the_household_and_stay_in_view() -> None:
    """However narrow the screen is: both columns are held in place."""
    columns = plan_table._columns(reasoned=True)
    assert [column.id for column in columns if column.held] == ["household", "decided"]
    assert [column.id for column in columns[:2]] == ["household", "decided"]


def test_not_this_round_leaves_a_household_unplaced_and_can_be_undone(session: Session) -> None:
    """It waits with a reason, and is found among the unplaced."""
    household = next(iter(session.plan))
    session.tick(household)
    session.press("do_wait")
    assert session.plan[household] == UNPLACED
    session.narrow("plan_filter", "unplaced")
    assert session.plan.get(household) == UNPLACED
    assert session.table[0]["against"] == say("nowhere.not_in_round", "de")
    session.narrow("plan_filter", "all")
    session.press("undo")
    assert session.plan == named(demo.cold())


def test_two_households_kept_apart_go_to_different_places_and_can_be_undone(session: Session) -> None:
    """They shared a place before; released again they do."""
    one, other = together()
    assert session.plan[one] == session.plan[other]
    session.tick(one, other)
    session.press("do_apart")
    assert session.plan[one] != session.plan[other]
    session.press("undo")
    assert session.plan == named(demo.cold())
    session.press("redo")
    session.tick(one)
    session.press("do_release")
    assert session.scenario.apart == ()
    assert session.plan == named(demo.cold())


def test_all_pinned_nobody_moves_and_all_released_everybody_may(session: Session) -> None:
    """Pin all holds the plan against the weight; release all lets it go; both are one step back."""
    criterion, weight = demo.moving_weight()
    session.press("do_pin_all")
    assert len(session.scenario.pins) == len(named(demo.cold()))
    session.slide(criterion, weight)
    assert session.plan == named(demo.cold())
    session.press("do_release_all")
    assert session.plan == named(demo.moved(criterion, weight))
    session.press("undo")
    assert session.plan == named(demo.cold())
    assert len(session.scenario.pins) == len(session.plan)


def test_contradicting_decisions_are_told_with_the_households_and_a_way_back(session: Session) -> None:
    """Two households pinned to one place and to be kept apart: named, the plan stays, one click mends it."""
    one, other = contradicted(session)
    (message,) = session.at.error
    assert one in message.value and other in message.value
    assert NAMES[demo.cold().placements[demo.known().row[one]].ags] in message.value
    assert session.plan == named(demo.cold())
    session.press("undo_refused")
    assert not session.at.error
    assert session.scenario.apart == ()


def test_while_decisions_contradict_the_plan_is_called_the_one_before_and_the_file_waits(
    session: Session,
) -> None:
    """No green badge, no step told, no plan to download; undone, all three are there again."""
    one, other = contradicted(session)
    (toast,) = session.at.toast
    assert one in toast.value and other in toast.value
    session.view("files")
    assert not session.at.toast
    assert say("proof.before", "de") in session.words
    assert say("proof.optimal", "de") not in session.words
    assert say("changed.refused", "de") in session.words
    assert say("files.plan.waits", "de") in [info.value for info in session.at.info]
    assert "save_csv" not in downloads(session)
    session.press("undo_refused")
    assert say("proof.optimal", "de") in session.words
    assert "save_csv" in downloads(session)


def test_what_contradicts_is_relaxed_by_one_click_and_the_rest_stays(session: Session) -> None:
    """The least set is named in words, applied as one step that can be undone; other decisions stand."""
    one, other = together()
    third = next(household for household in session.plan if household not in (one, other))
    session.tick(one, other, third)
    session.press("do_pin")
    session.tick(one, other)
    session.press("do_apart")
    asked = session.scenario
    least = relaxation(demo.known(), asked)
    assert least.count == 1 and not least.apart
    (pin,) = least.pins
    assert say("relax.least", "de", count=1) in session.words
    assert say("relax.pin", "de", household=pin.household, municipality=NAMES[pin.ags]) in session.words
    session.press("relax")
    assert not session.at.error
    assert session.scenario == least.scenario
    assert {p.household for p in session.scenario.pins} == {one, other, third} - {pin.household}
    assert session.plan[one] != session.plan[other]
    session.press("undo")
    assert session.scenario == asked


def test_language_and_weights_stay_from_page_to_page(session: Session) -> None:
    """Away to another page and back in the other language: the same weights, the same plan."""
    criterion, weight = demo.moving_weight()
    session.slide(criterion, weight)
    session.choose("why_household", next(iter(session.plan)))
    session.go("method")
    session.press("language_switch")
    session.go("session")
    assert session.at.title[0].value == say("nav.session", "en")
    assert session.scenario.weights == {criterion: weight}
    assert session.plan == named(demo.moved(criterion, weight))
    assert session.at.selectbox(key="why_household").value == next(iter(session.plan))


def test_the_special_categories_switch_takes_criteria_out_and_counts_who_is_left_unconsidered(
    session: Session,
) -> None:
    """Off: their sliders are gone and the warning counts the households; one such criterion on: fewer."""
    special = [c for c in demo.catalogue().criteria if c.art9 and c.on]
    weighed = next(c for c in special if c.weighed)
    assert session.shown(weighed.id)
    off = Scenario(switches={c.id: False for c in special})
    session.at.toggle(key="art9_all").set_value(False)
    session.run()
    assert session.scenario.switches == off.switches
    assert weighed.id not in [slider.key.removeprefix("slide_w_") for slider in session.at.slider]
    count = unconsidered_needs(demo.profiles(), demo.catalogue(), off)
    assert count > unconsidered_needs(demo.profiles(), demo.catalogue(), Scenario())
    assert say("art9.unconsidered", "de", count=count) in session.words
    needed = max(
        special,
        key=lambda c: count - unconsidered_needs(demo.profiles(), demo.catalogue(), without(off, c.id)),
    )
    unfold(session.at, "all_switches")
    session.at.toggle(key=f"on_{needed.id}").set_value(True)
    session.run()
    fewer = unconsidered_needs(demo.profiles(), demo.catalogue(), without(off, needed.id))
    assert fewer < count
    assert say("art9.unconsidered", "de", count=count) not in session.words
    session.press("undo")
    session.press("undo")
    assert session.scenario == Scenario()
    assert session.plan == named(demo.cold())


def without(scenario: Scenario, criterion: str) -> Scenario:
    return scenario.model_copy(update={"switches": {**scenario.switches, criterion: True}})


def test_fits_in_the_table_all_have_the_same_digits(session: Session) -> None:
    """Whole percent in the reader's language; the file has the exact ones."""
    for name in ("fit", "fit_people", "fit_town"):
        shown = [row[name] for row in session.written if row[name]]
        assert shown and all(re.fullmatch(r"\d+\xa0%", fit) for fit in shown)


def test_search_and_filters_find_what_they_say(session: Session) -> None:
    """By household, by the place people are at, by municipality, by low fit; what is not there is told."""
    rows = session.table
    for words in (rows[0]["household"].lower(), rows[0]["place"][:4], rows[0]["municipality"].upper()):
        session.narrow("plan_search", words)
        fields = ("household", "place", "municipality")
        expected = [r["household"] for r in rows if any(words.lower() in r[f].lower() for f in fields)]
        assert list(session.plan) == expected
    session.narrow("plan_search", "no such thing")
    assert session.table == []
    assert say("plan.none_found", "de") in [info.value for info in session.at.info]
    session.narrow("plan_search", "")
    session.narrow("plan_place", demo.cold().placements[0].ags)
    assert set(session.plan.values()) == {rows[0]["municipality"]}
    session.narrow("plan_place", None)
    session.narrow("plan_filter", "low")
    assert all(row["fit"] < 0.4 for row in session.table)
    assert len(session.table) == sum(row["fit"] < 0.4 for row in rows)


def test_the_parts_of_why_here_add_up_to_the_fit_that_is_shown(session: Session) -> None:
    """Every row's part, rounded as shown, sums to the total, as both sides do; the table rounds it on."""
    for row in session.table[:3]:
        session.choose("why_household", row["household"])
        session.at.session_state["why_table"] = True
        session.run()
        shown = next(t.value for t in session.at.dataframe if "part" in t.value.columns).to_dict("records")
        parts = [number_in(r["part"]) for r in shown[:-3] if r["part"] != "–"]
        people, town, total = (number_in(r["part"]) for r in shown[-3:])
        line = next(p for p in demo.cold().placements if p.household == row["household"])
        assert len(shown) == len(line.why.counting) + 3
        assert people + town == pytest.approx(total, abs=0.11)
        sides = [number_in(r["score"]) for r in shown[-3:-1]]
        assert sides == pytest.approx([100 * row["fit_people"], 100 * row["fit_town"]], abs=0.56)
        assert sum(parts) == pytest.approx(total, abs=0.05 * (len(parts) + 1))
        assert total == pytest.approx(100 * row["fit"], abs=0.56)
        assert total == pytest.approx(100 * line.fit, abs=0.06)


ROOM = Scenario(not_this_round=(demo.profiles().households[0].id,))
"""With this household waiting there is room somewhere; with everybody in the round all others are full."""


def of_kind(kind: WhyNotKind, report: PlanReport | None = None) -> tuple[str, Ags, object]:
    """A household, another place, and the answer of this kind to why it is not there."""
    report = report or demo.cold()
    for i, j in itertools.product(range(report.instance.problem.n), range(report.instance.problem.m)):
        answer = why_not(report.instance, report.assignment, i, j)
        if answer.kind is kind:
            return answer.household, answer.ags, answer
    raise AssertionError(f"nobody in the session cohort is told {kind}")


@pytest.mark.parametrize("kind", [WhyNotKind.RULED_OUT, WhyNotKind.FULL, WhyNotKind.LOWER])
def test_why_not_there_gives_each_kind_of_reason(session: Session, kind: WhyNotKind) -> None:
    """Ruled out by a rule with its numbers, full with the resource, or lower with both fits."""
    report = demo.cold()
    if kind is WhyNotKind.LOWER:
        session.view("files")
        session.upload(ROOM.to_json().encode())
        session.view("plan")
        report = replan(demo.known(), ROOM)
        assert session.plan == named(report)
    household, ags, answer = of_kind(kind, report)
    session.choose("why_household", household)
    session.part("not")
    session.choose("why_place", ags)
    assert say(f"why.not.{kind}", "de", municipality=NAMES[ags]) in session.words
    for reason in answer.reasons:
        assert reason_words(reason, demo.catalogue(), "de") in session.words
    for resource, _, _ in answer.short if kind is WhyNotKind.FULL else ():
        assert resource_label(resource, demo.catalogue(), "de") in session.words
    if kind is WhyNotKind.LOWER:
        assert percent(answer.fit, "de", 1) in session.words
    buttons = [button.key for button in session.at.button]
    assert ("ask_cost" in buttons) == (kind is not WhyNotKind.RULED_OUT)


def test_the_cost_of_another_place_is_told_on_request_and_not_for_another_question(session: Session) -> None:
    """One click solves again; the answer goes when another place is asked about."""
    household, ags, _ = of_kind(WhyNotKind.FULL)
    session.choose("why_household", household)
    session.part("not")
    session.choose("why_place", ags)
    told = say("why.forced.moves", "de", count=len(forced_assignment(demo.cold(), household, ags).moves))
    assert told not in session.words
    session.asked("cost")
    assert told in session.words
    assert session.plan == named(demo.cold())
    others = [a for a in NAMES if NAMES[a] not in (NAMES[ags], session.plan[household])]
    session.choose("why_place", others[0])
    assert told not in session.words


def test_a_scenario_file_loaded_again_is_the_same_scenario(session: Session, opened: Open) -> None:
    """Weights, pins, vetoes and waiting, saved by one visit and loaded in another, give the same plan."""
    criterion, weight = demo.moving_weight()
    households = list(session.plan)
    session.slide(criterion, weight)
    session.tick(households[0])
    session.press("do_pin")
    session.tick(households[1])
    session.press("do_wait")
    session.tick(households[2])
    session.press("do_veto")
    saved, plan = session.scenario.to_json(), session.plan
    other = Session(opened("session"))
    other.view("files")
    other.upload(saved.encode())
    assert not other.at.error
    assert other.scenario == session.scenario
    other.view("plan")
    assert other.plan == plan
    other.press("undo")
    assert other.scenario == Scenario()


BARRED = next(
    (demo.profiles().households[i].id, demo.profiles().municipalities[j].ags)
    for i, j in itertools.product(range(len(demo.profiles().households)), range(len(NAMES)))
    if not demo.cold().instance.rules.allowed[i, j]
)


BROKEN = {
    "empty": b"",
    "half": b"{",
    "no object": b"[]",
    "binary": b"\xff\xfe\x00",
    "another version": b'{"version": 9}',
    "weight too high": b'{"weights": {"childcare": 99}}',
    "no number": b'{"weights": {"childcare": NaN}}',
    "strange criterion": b'{"weights": {"deservingness": 1}}',
    "strange household": b'{"not_this_round": ["nobody"]}',
    "strange key": b'{"magic": true}',
    "impossible pin": Scenario(pins=(Pin(household=BARRED[0], ags=BARRED[1]),)).to_json().encode(),
}


def test_a_broken_scenario_file_is_told_in_words_and_changes_nothing(session: Session) -> None:
    """One sentence with what to do, no traceback, the scenario in force stays."""
    session.view("files")
    for fault, content in BROKEN.items():
        session.upload(content)
        assert set(refused(session.at)) == {"load_scenario"} and heard(session.at), fault
        assert session.scenario == Scenario(), fault


def test_the_plan_s_file_has_the_rows_of_the_table(session: Session) -> None:
    """Household, persons, both places, fit, reasons: the same cells; reasons once somebody looks there."""
    assert not any(row["for"] for row in session.table)
    session.read_on()
    rows = plan_rows(demo.cold().instance, demo.cold().placements, "de")
    both = [column for column in COLUMNS if column in session.table[0]]
    assert set(both) >= {"household", "persons", "municipality", "fit", "for", "against"}
    told = [{c: r[c] or "" for c in both} for r in rows]
    assert [{c: r[c] for c in both} for r in session.table] == told
    lines = plan_csv(rows, {c: c for c in COLUMNS}).decode("utf-8-sig").splitlines()
    assert len(lines) == len(session.table) + 1


def test_a_closed_municipality_receives_nobody_and_the_form_follows_undo(session: Session) -> None:
    """Closed and limited for this scenario; undone, plan and form stand as before."""
    ags = demo.cold().placements[0].ags
    session.look_at(ags)
    session.view("places")
    stated = session.at.number_input(key=f"limit_{ags}").value
    session.at.checkbox(key=f"closed_{ags}").set_value(True)
    session.at.number_input(key=f"limit_{ags}").set_value(stated - 1)
    apply(session)
    assert session.scenario.closed == (ags,)
    assert session.scenario.limits == {ags: {"persons": stated - 1}}
    session.view("plan")
    assert NAMES[ags] not in session.plan.values()
    session.press("undo")
    assert session.plan == named(demo.cold())
    session.view("places")
    assert session.at.checkbox(key=f"closed_{ags}").value is False
    assert session.at.number_input(key=f"limit_{ags}").value == stated


def apply(session: Session) -> None:
    label = say("places.limit.apply", "de")
    next(button for button in session.at.button if button.label == label).click()
    session.run()


@pytest.mark.soak
def test_a_large_cohort_answers_with_its_gap_and_goes_on_from_there(opened: Open) -> None:
    """The chip says at most how far below the best; going on never makes it worse."""
    session = Session(opened("session", address={"cohort": "land"}))
    first = session.at.session_state["prover"].of.solution
    assert first.status == "feasible"
    more = proven(session)
    assert more.persons_placed >= first.persons_placed
    assert more.gap <= first.gap + 1e-12 or more.persons_placed > first.persons_placed
    assert say("proof.gap", "de", gap=percent(more.gap, "de", 2, bound="upper")) in session.words
    assert go(session.at, "session").session_state["report"].solution is more


@pytest.mark.soak
def test_a_moved_slider_leaves_the_old_proof(opened: Open) -> None:
    """The proof of a plan that is no longer on screen stops; the new plan has its own."""
    session = Session(opened("session", address={"cohort": "land"}))
    old = session.at.session_state["prover"]
    session.slide("occupation_demand", 9.0)
    new = session.at.session_state["prover"]
    assert new is not old
    assert new.of.scenario == session.scenario
    assert old.stopped


def proven(session: Session) -> Solution:
    """The plan on screen once the proof that follows every answer has ended."""
    for _ in range(900):
        if session.at.session_state["prover"].done:
            session.run()
            return session.at.session_state["report"].solution
        session.at.session_state["prover"].look()
        time.sleep(0.1)
    raise AssertionError("the proof does not end")


def test_every_plan_that_was_seen_is_kept(session: Session) -> None:
    """Each plan on screen is a run in the store, with the decisions it followed."""
    from rematch.ui.shell import cached

    cached.recorder().flush()
    before = len(cached.store().runs("session"))
    criterion, weight = demo.moving_weight()
    session.slide(criterion, weight)
    cached.recorder().flush()
    runs = cached.store().runs("session")
    assert len(runs) == before + 1
    assert cached.store().run(runs[-1].run_id).scenario == session.scenario


def test_a_figure_that_falls_points_down_and_one_that_rises_points_up(session: Session) -> None:
    """There and back again, both plans under the weights of that moment: the sign and its arrow."""
    criterion, weight = demo.moving_weight()
    old, new = demo.cold(), demo.moved(criterion, weight)
    session.slide(criterion, weight)
    there = arrows(session)
    session.press("undo")
    back = arrows(session)
    for step, found in ((Changes(old, new), there), (Changes(new, old), back)):
        for name in ("mean_fit", "least_fit", "first_wishes"):
            change = getattr(step.new.figures, name) - getattr(step.figures_before, name)
            expected = None if abs(change) < LEAST_CHANGE else ("+", "UP") if change > 0 else ("−", "DOWN")
            assert found[name] == expected
        assert any(found.values())


def arrows(session: Session) -> dict[str, tuple[str, str] | None]:
    """Sign and arrow beside each number that has a change."""
    found: dict[str, tuple[str, str] | None] = {}
    for name in ("mean_fit", "least_fit", "first_wishes"):
        way, _, words = session.figures[name][1].partition(" ")
        found[name] = (words[0], {"rose": "UP", "fell": "DOWN"}[way]) if words else None
    return found


def test_a_plan_kept_but_not_yet_handed_over_is_on_record_after_the_next_run(session: Session) -> None:
    """A newer wish may end a run of the page between both; what is shown is on record once."""
    from rematch.ui.shell import cached

    session.slide_groups(place=1.7)
    cached.recorder().flush()
    before = len(cached.store().runs("session"))
    del session.at.session_state["answer_run"]
    session.run()
    session.run()
    cached.recorder().flush()
    assert len(cached.store().runs("session")) == before + 1
