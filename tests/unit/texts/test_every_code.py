"""Every code the project uses has words in both languages, and no word is there for nothing."""

import re
import string
import typing
from collections.abc import Iterable
from typing import get_args

import pytest

from rematch.base_fields import BASE_FIELDS, UNIT
from rematch.cells import LANDS
from rematch.criteria.catalogue import Criterion, Field, MeasureName, Resource, Term
from rematch.criteria.measuring.groups import GroupName
from rematch.criteria.measuring.rules import ReasonCode
from rematch.criteria.reading import read_catalogue
from rematch.explain import NowhereCode, WhyNotKind
from rematch.insight.comparison import Turn
from rematch.insight.criteria_audit import Aspect, Kind
from rematch.instance.fit import NEUTRAL_START, SIDES
from rematch.instance.weight_shares import Stuck
from rematch.intake.matching.targets import Kind as IntakeKind
from rematch.intake.matching.targets import targets
from rematch.intake.proposal import Unread
from rematch.model import (
    ESSENTIAL,
    Cohort,
    Confirmed,
    ExclusionReason,
    OpenTo,
    ProtectedFor,
    Role,
    Sex,
)
from rematch.planning.changes import Ordered
from rematch.process.evaluation.figures import Standing
from rematch.process.evaluation.loading import OUTCOMES
from rematch.process.evaluation.results import STAGES
from rematch.process.forecast.rolling import AIMS, FORESEERS
from rematch.process.items import Side as DueSide
from rematch.process.items import items
from rematch.process.machines import MACHINES, NOT_YET, Hold, Party, reasons, states, transition, transitions
from rematch.process.needs import NEEDS
from rematch.process.occupancy.breakdowns import BREAKDOWNS, STATES
from rematch.process.occupancy.daily import HELD
from rematch.process.occupancy.occurrences import OCCURRENCES
from rematch.process.papers.handover import FieldName
from rematch.release.fair import KeyStanding, PledgeStanding
from rematch.release.gate import Obstacle
from rematch.release.shown import Aspect as ChangedAspect
from rematch.report.files import statement
from rematch.report.files.differences import SHEETS
from rematch.report.files.profile_rows import FIXED
from rematch.report.files.templates import BASE_HINTS, HINTS
from rematch.report.papers.evaluation import NOT_HERE
from rematch.report.papers.workshop.words import FIGURES
from rematch.report.wording.phrases import RANKS
from rematch.report.wording.served import SIMPLE_STATES
from rematch.report.wording.served import STATES as SERVED_STATES
from rematch.report.wording.simple import TOLD
from rematch.scenario import Fairness, MemberJoin, Policy
from rematch.service.workshop import GroupPlanName, GuestRole
from rematch.store import ReleaseState
from rematch.store.workshop.records import Side as ReasonSide
from rematch.store.workshop.records import Stage
from rematch.texts.folders import Text, screen_languages, texts
from rematch.ui.access import page as access
from rematch.ui.components import written_table
from rematch.ui.criteria.adding import KINDS
from rematch.ui.criteria.detail import FLAGS, NUMBERS
from rematch.ui.criteria.views import VIEWS as CRITERIA_VIEWS
from rematch.ui.criteria.words import KEYS as CRITERIA_KEYS
from rematch.ui.figures import FORMATS
from rematch.ui.load.crosses import OF_BLANKS, OF_CROSSES, OPEN
from rematch.ui.load.problems import WORDS
from rematch.ui.login.given import FOREMOST
from rematch.ui.method import JOINS, PARTS
from rematch.ui.municipality.offices import OFFICES
from rematch.ui.occupancy.ahead import SOURCES
from rematch.ui.occupancy.there import LISTS
from rematch.ui.overseeing.audit import ACTIONS
from rematch.ui.process.coming import CHARGED
from rematch.ui.process.drawn import LANES
from rematch.ui.profiles.cells import PRIORITIES
from rematch.ui.profiles.views import VIEWS
from rematch.ui.session.explanation.why import PARTS as WHY_PARTS
from rematch.ui.session.insight.robustness_view import SPREADS
from rematch.ui.session.insight.swap_analysis import BREAKS
from rematch.ui.shell.navigation import ICONS
from rematch.ui.start import WAYS
from rematch.ui.tour import STEPS
from rematch.ui.working import item_words, visit
from rematch.ui.working.grounds import FIELDS as GROUNDS
from rematch.ui.workshop.lead.files import PAPERS
from rematch.ui.workshop.phone import told as phone
from rematch.whatif.counterfactuals.counterfactuals import COUNTERFACTUAL_KINDS
from rematch.whatif.sensitivity.influence import Discrimination
from tests.unit.texts.project import HOLE, ROOT, calls, constants, literals

CATALOGUE = read_catalogue(ROOT / "data" / "criteria.toml")
FAULTS = re.compile(
    r"(catalogue|data|intake|pins|problem|scenario|settings|step|stored?|survey|sweep|upload|viewer|workshop)\.[a-z0-9_{}]+"
)
"""Codes of mistakes as the core writes them; their words stand under `fault.`, as `what` and `todo`."""


def choices(model: type, field: str) -> tuple[str, ...]:
    """The words a field typed as a Literal may have."""
    annotation = model.model_fields[field].annotation  # type: ignore[attr-defined]
    literals = [annotation, *typing.get_args(annotation)]
    return tuple(w for x in literals if typing.get_origin(x) is typing.Literal for w in typing.get_args(x))


def _without_catalogue(kind: IntakeKind) -> set[str]:
    """What a foreign column can mean beside the catalogue's questions."""
    found = targets(kind, CATALOGUE).values() if kind != "ignored" else ()
    return {
        t.name
        for t in found
        if t.field is None
        and not t.name.startswith(("capacity_", "priority_"))
        and not t.name.endswith("_as_of")
    }


HOLDS = (*get_args(Obstacle), "unanswered", "unchecked", "unconsidered")
MEASURES = [measure.value for measure in MeasureName]
PROCESS_NEEDS = {
    *NEEDS,
    *("day_to_come", "day_before", "reason", "may_enter", "round_going_on"),
    "keeps_offers",
    *(
        f"{effect.machine}_{name}"
        for machine in MACHINES
        for row in transitions(machine)
        for effect in row.effects
        for name in (NOT_YET, *states(effect.machine))
        if transition(effect.machine, name, effect.event) is None
    ),
}
"""What a step is refused with: what it waits for, or what keeps an effect from following."""

FAMILIES: dict[str, Iterable[str]] = {
    "frame.{}": ("invented", "real"),
    "nav.{}": ICONS,
    "nav.{}.help": ICONS,
    "framework.{}": access.FRAMEWORK,
    "statement.{}": statement.PARTS,
    "statement.{}.title": statement.PARTS,
    "statement.state.{}": ("partly", "not", "none"),
    "skip.{}": [part for parts in access.SKIPS.values() for part in parts],
    "live.no_{}": access.STEPS,
    "changed.ordered.{}": get_args(Ordered),
    "changed.counts.{}": ("more", "less"),
    "changed.town.{}": ("more", "less"),
    "changed.keep.{}": ("last", "start", "kept"),
    "changed.which.{}": ("last", "start", "kept"),
    "fairview.raise.{}": ("on", "off"),
    "fairview.raise.{}.help": ("on", "off"),
    "held.points.{}": choices(Policy, "per"),
    "working.part.{}": item_words.PARTS,
    "working.item.{}": ("pins", "vetoes", "on", "off"),
    "working.offer.{}": ("yours", "others"),
    "working.news.{}": get_args(visit.Code),
    "start.way.{}.title": WAYS,
    "start.way.{}.text": WAYS,
    "start.way.{}.go": WAYS,
    "tour.{}.title": [str(step) for step in range(1, STEPS + 1)],
    "tour.{}.text": [str(step) for step in range(1, STEPS + 1)],
    "method.{}.title": PARTS,
    "method.measure.{}": MEASURES,
    "method.where.{}": MEASURES,
    "method.name.{}": [*MEASURES, "rule"],
    "method.members.{}": JOINS,
    "method.side.{}": choices(Criterion, "side"),
    "load.column.{}": ("source", "examples", "target", "sure"),
    "load.sure.{}": ("high", "middle", "low"),
    "load.crosses.{}": (OPEN, *OF_CROSSES, *OF_BLANKS),
    "load.consent.{}": ("yes", "no"),
    "load.problem.{}": WORDS,
    "table.{}": written_table.WORDS,
    "sheet.{}": (*BASE_FIELDS, *SHEETS),
    "edit.columns.{}": ("base", "capacity", "priorities", "exclusions"),
    "exclusion.reason.{}": ExclusionReason,
    "exclusion.checked.{}": Confirmed,
    "edit.priority.{}": (*PRIORITIES, "very"),
    "edit.sex.{}": Sex,
    "edit.hint.{}": ("languages", "points", "map", "set"),
    "keeping.action.{}": ("load", "edit", "intake", "form"),
    "questionnaire.kind.{}": ("household", "municipality"),
    "criteria.view.{}": CRITERIA_VIEWS,
    "criteria.key.{}": CRITERIA_KEYS,
    "criteria.param.{}": (*NUMBERS, *FLAGS),
    "criteria.term.{}": Term.model_fields.keys() - {"field"},
    "criteria.better.{}": choices(Term, "better"),
    "criteria.new.kind.{}": KINDS,
    "criteria.new.kind.{}.help": KINDS,
    "method.excludes.{}": choices(Criterion, "hard"),
    "method.resources.{}": choices(Resource, "binds"),
    "method.sources.{}": {letter for c in CATALOGUE.criteria for letter in c.source.split(",")},
    "data.not_{}": choices(Field, "codes"),
    "data.cohort_{}": Cohort.model_fields,
    "data.{}_unknown": ("file", "column"),
    "data.{}_unknown_like": ("file", "column"),
    "weights.stuck.{}": typing.get_args(Stuck),
    "weights.stuck.group.{}": typing.get_args(Stuck),
    "chart.side.{}": (*SIDES, "neutral"),
    "part.{}": (NEUTRAL_START,),
    "part.neutral.{}": SIDES,
    "why.total.{}": SIDES,
    "role.{}": Role,
    "login.role.{}": FOREMOST,
    "papers.{}.get": ("minutes", "book", "letter", "notice", "handover"),
    "papers.about.{}": ("title", "day", "decided_on", "by", "words", "run", "proof", "mark"),
    "papers.checked.{}": ("yes", "no", "erased"),
    "papers.column.{}": (
        *("household", "households", "persons", "municipality", "what", "reason", "stands", "offer", "ended"),
        *("from_month", "language", "field", "handed", "purpose", "law", "rule", "source", "due_by"),
    ),
    "papers.contact.{}": ("person", "reach", "there"),
    "papers.field.{}": get_args(FieldName),
    "papers.hand.{}": ("pin", "veto"),
    "papers.sign.{}": ("present", "minutes", "released"),
    "grounds.{}": GROUNDS,
    "grounds.{}.hint": GROUNDS,
    "audit.action.{}": ACTIONS,
    "land.{}": LANDS,
    "unit.protected_for.{}": ProtectedFor,
    "unit.open_to.{}": OpenTo,
    "process.coming.share.{}": CHARGED,
    "room.stage.{}": ("joining", "voting", "closed"),
    "lead.stage.{}": get_args(Stage),
    "lead.minutes_of.{}": PAPERS,
    "opinions.side.{}": get_args(ReasonSide),
    "opinions.column.{}": ("topic", "least", "lower", "median", "upper", "most"),
    "difference.{}": ("little", "some", "much"),
    "plans.{}": get_args(GroupPlanName),
    "plans.{}.text": get_args(GroupPlanName),
    "plans.row.{}": (*FIGURES, "proof"),
    "phone.word.{}": (*phone.WORDS, *phone.VALUES, *phone.SENTENCES),
    "phone.simple.{}": phone.SIMPLE,
    "phone.page.{}": ("title", "script_needed"),
    "phone.role.{}": get_args(GuestRole),
    "occupancy.held.{}": HELD,
    "occupancy.there.{}": LISTS,
    "occupancy.date.{}": OCCURRENCES,
    "occupancy.by.{}": BREAKDOWNS,
    "occupancy.unknown.{}": ("age", "unit", "land"),
    "occupancy.state.{}": STATES,
    "occupancy.source.{}": SOURCES,
    "occupancy.aim.{}": AIMS,
    "occupancy.foreseer.{}": FORESEERS,
    "served.{}": SERVED_STATES,
    "served.simple.{}": SIMPLE_STATES,
    "phrase.rank.{}": [str(rank) for rank in RANKS.values()],
    "reason.{}": ReasonCode,
    "rule.{}": ReasonCode,
    "nowhere.{}": set(NowhereCode) - {NowhereCode.NO_ALLOWED_PLACE, NowhereCode.ALL_FULL},
    "why.not.{}": WhyNotKind,
    "forgone.{}": set(WhyNotKind) - {WhyNotKind.HERE, WhyNotKind.RULED_OUT},
    "simple.{}": ("much", "some", "little"),
    "simple.lost.{}": (*TOLD, "other"),
    "simple.nowhere.{}": NowhereCode,
    "why.part.{}": WHY_PARTS,
    "reach.searching.{}": COUNTERFACTUAL_KINDS,
    "why.verdict.{}": WhyNotKind,
    "why.value.{}": choices(Policy, "per"),
    "priority.{}": SIDES,
    "priority.level.{}": [str(level) for level in range(ESSENTIAL + 1)] + ["very", "unconfirmed"],
    "figure.mean_fit.help.{}": choices(Policy, "per"),
    "policy.{}": ("per", "members", "served_order", "fairness", "fairness_share", "fairness_depth"),
    "policy.{}.help": ("per", "members", "served_order", "fairness", "fairness_share", "fairness_depth"),
    "policy.{}.{}": [
        *(f"per.{way}" for way in choices(Policy, "per")),
        *(f"members.{way}" for way in typing.get_args(MemberJoin)),
        *(f"served_order.{way}" for way in choices(Policy, "served_order")),
        *(f"fairness.{way}" for way in typing.get_args(Fairness)),
    ],
    "policy.fairness.{}": typing.get_args(Fairness),
    "fairness.{}": set(typing.get_args(Fairness)) - {"leximin", "none"},
    "group.{}": GroupName,
    "download.{}": FORMATS,
    "compare.{}": typing.get_args(Turn),
    "compare.turn.{}": typing.get_args(Turn),
    "compare.map.{}": ("more", "fewer"),
    "compare.curve.{}": ("exact", "limited"),
    "files.note.{}": ("invented", "real"),
    "robust.note.{}": ("invented", "real"),
    "robust.spread.{}": SPREADS,
    "profiles.view.{}": VIEWS,
    "profiles.of.{}": choices(Field, "of"),
    "profiles.column.{}": {name for names in FIXED.values() for name in names},
    "intake.kind.{}": typing.get_args(IntakeKind),
    "intake.why.{}": typing.get_args(Unread),
    "intake.column.{}": {f.column for f in UNIT}
    | {name for kind in typing.get_args(IntakeKind) for name in _without_catalogue(kind)},
    "intake.hint.{}": {*HINTS.values(), *BASE_HINTS.values(), "whole", "priority"},
    "intake.choice.{}": {"yes", "no", *Role, *Sex, *(f"priority_{level}" for level in range(4))},
    "intake.choice.priority_{}": [str(level) for level in range(4)] + ["very"],
    "process.machine.{}": MACHINES,
    "process.lane.{}": LANES,
    "process.hold.{}": get_args(Hold),
    "process.party.{}": get_args(Party),
    "process.reason.{}": reasons(),
    "process.need.{}": PROCESS_NEEDS,
    "process.round.{}": states("round"),
    "process.partner.{}": states("partner"),
    "process.step.partner.{}": [row.event for row in transitions("partner")],
    "invited.{}": ("unanswered", "dateless", "aged"),
    "process.round.words.{}": ("decide", "reopen"),
    "process.household.{}": states("household"),
    "process.offer.{}": states("offer"),
    "process.relocation.{}": states("relocation"),
    "process.item.{}": states("item"),
    "process.{}.{}": [f"{m}.{name}" for m in MACHINES for name in states(m)],
    "process.step.round.{}": [row.event for row in transitions("round")],
    "process.step.item.{}": [row.event for row in transitions("item")],
    "process.step.{}.{}": [f"{m}.{row.event}" for m in MACHINES for row in transitions(m)],
    "process.side.{}": get_args(DueSide),
    "process.due.{}": [item.id for item in items()],
    "evaluation.stage.{}": STAGES,
    "evaluation.outcome.{}": OUTCOMES,
    "evaluation.results.{}": set(get_args(Standing)) - {"shown"},
    "evaluation.results.why_{}": NOT_HERE,
    "release.hold.{}": HOLDS,
    "release.state.{}": get_args(ReleaseState),
    "preview.released.{}": get_args(ReleaseState),
    "preview.changed.{}": get_args(ChangedAspect),
    "preview.column.{}": ("needed", "planned", "missing"),
    "preview.column.{}.help": ("needed", "planned", "missing"),
    "preview.pledge.{}": typing.get_args(PledgeStanding),
    "preview.key.{}": typing.get_args(KeyStanding),
    "preview.office.{}": OFFICES,
    "fairview.breaks.{}": set(BREAKS.values()),
    "matters.reach.{}": typing.get_args(Discrimination),
    "matters.trait.{}": typing.get_args(Kind),
    "matters.together.{}.{}": [
        f"{aspect}.{way}" for aspect in typing.get_args(Aspect) for way in ("more", "less")
    ],
}
"""Codes that are put together when they are said, and everything that may be put in."""

COMMAND_LINE = {
    "cli.{}",
    "cli.help.{}",
    "cli.check.differs.{}",
    "cli.check.persons.{}",
    "cli.check.shortfall.{}",
}
"""Said through the command line's own output, which puts `cli.` before every code."""

OPEN = {
    "baseline.{}",
    "check.differs.{}",
    "check.persons.{}",
    "check.shortfall.{}",
    *COMMAND_LINE,
    "column.{}",
    "figure.{}",
    "figure.{}.help",
    "files.{}",
    "mark.{}",
    "pin.reason.{}",
    "plan.{}",
    "plan.{}.help",
    "plan.filter.{}",
    "session.view.{}",
}
"""Families filled with literals from elsewhere in the code; one without words stops the app's own tests."""

NUMBERED = re.compile(r"(method\.(steps|limits|refuses|privacy|fairness|proof|explanation|data))\.\d")
"""Lists of texts counted from 1, as long as the texts have them."""

MISTAKE = {"fault.{}.what", "fault.{}.todo"}


def filled(pattern: str) -> set[str]:
    if pattern in OPEN:
        return {code for name in literals() if (code := pattern.replace(HOLE, name)) in texts("de")}
    return {pattern.replace("{}.{}", HOLE).replace(HOLE, name) for name in FAMILIES[pattern]}


def in_words(code: str) -> list[str]:
    """The texts behind a code: a mistake has two."""
    mistake = FAULTS.fullmatch(code) or (code.startswith("cli.") and code not in texts("de"))
    return [f"fault.{code}.what", f"fault.{code}.todo"] if mistake else [code]


def needed() -> set[str]:
    """Every text the code may ask for."""
    said = {call.code for call in calls()} | {
        c for c in constants() if FAULTS.fullmatch(c) or c[:4] == "cli."
    }
    families = {code for code in said if HOLE in code} - MISTAKE | COMMAND_LINE
    families |= {code for code in constants() if code in FAMILIES or code in OPEN}
    undeclared = families - FAMILIES.keys() - OPEN
    assert undeclared == set(), "a family of codes must say what may be filled in"
    whole = (said - families - MISTAKE) | {code for family in families for code in filled(family)}
    return {text for code in whole for text in in_words(code)}


def placeholders(text: Text) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text.values())
    named = {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}
    return named if isinstance(text, str) else named | {"count"}


@pytest.mark.parametrize("lang", screen_languages())
def test_every_code_in_use_has_words(lang: str) -> None:
    """Literal codes, mistakes and whole families: each is there in this language."""
    assert sorted(needed() - texts(lang).keys()) == []


def test_no_text_is_unused() -> None:
    """Every text is asked for by a literal, a family or a numbered list."""
    used = needed() | constants()
    assert sorted(code for code in texts("de") if code not in used and not NUMBERED.fullmatch(code)) == []


def test_both_languages_say_the_same_things() -> None:
    """The same codes, with the same placeholders and plurals."""
    de, en = texts("de"), texts("en")
    assert de.keys() == en.keys()
    assert [c for c in de if placeholders(de[c]) != placeholders(en[c])] == []
    assert [c for c in de if isinstance(de[c], str) != isinstance(en[c], str)] == []


def test_every_call_fills_in_what_its_text_asks_for() -> None:
    """No call forgets a parameter, and none names one that its text does not have."""
    known = texts("de")
    wrong = [
        f"{call.where} {call.code}"
        for call in calls()
        if call.params is not None and call.code in known and call.params != placeholders(known[call.code])
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", screen_languages())
def test_every_measure_has_a_formula(lang: str) -> None:
    """The method page can show each measure of the catalogue in words and as a formula."""
    from rematch.texts import formula

    for name in MEASURES:
        assert "=" in formula(f"measure.{name}")
        assert texts(lang)[f"method.measure.{name}"]
