"""Who may do what, asked of every door and written into docs/office/roles-de.md: `python -m tests.doors`."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import rematch.service
from rematch import bootstrap
from rematch.model import ViewerRole
from rematch.release.shown import LatestRelease
from rematch.rights import grant_of
from rematch.service.administration import Store
from rematch.service.evaluation import EvaluationDesk
from rematch.service.municipality import PartnerDesk
from rematch.service.process import ProcessDesk
from rematch.service.session import Recorder
from rematch.service.working import LiveSession, SessionDesk
from rematch.service.workshop import Direction, Hall, LeadKey
from rematch.store.workshop.workshops import WorkshopStore

ROOT = Path(__file__).parents[1]
PAPER = ROOT / "docs" / "office" / "roles-de.md"
BEGIN, END = "<!-- begin: python -m tests.doors -->", "<!-- end -->"
ACTING = (
    *(Store, Recorder, SessionDesk, LiveSession, LatestRelease),
    *(ProcessDesk, PartnerDesk, EvaluationDesk),
    *(Hall, Direction, LeadKey, WorkshopStore),
)
"""Classes that do more than tell what they hold: each public method is a door, or is in WITHOUT."""
OF_THE_PROGRAM = ("load_files", "load_folder", "restore_store", "save_catalogue")
"""What screens and commands ask of `bootstrap` that changes something."""
WITHOUT = {"Store.close", "Store.open", "WorkshopStore.close", "WorkshopStore.open", "LatestRelease.changed"}
"""Opening and closing the file is the program's; what has changed is told of two views in hand."""

TASKS: dict[str, tuple[str, ...]] = {
    "Methode und Katalog lesen, Vorlagen herunterladen": (
        "administration.generate",
        *(
            f"criteria.{n}"
            for n in ("catalogue_changes", "edited", "exclusion_terms", "is_on", "presets", "newly_special")
        ),
        *(f"criteria.{n}" for n in ("retired_entries", "retired_finding", "retired_in", "unit_types")),
        "criteria.without_retired",
        *(f"intake.{who}_columns" for who in ("household", "member", "municipality", "unit")),
        "process.reasons_for",
        "process.steps_from",
        "process.this_moment",
        "process.today",
        *(f"papers.{n}" for n in ("dated_rules", "handover_fields", "rules_for")),
        *(f"process.{n}" for n in ("key_percent", "likely", "partner_subject", "passed_on")),
        *(f"process.{n}" for n in ("weekly", "weeks_ahead")),
        "session.hundred",
        "session.key_editions",
    ),
    "sehen, welche Datensätze es gibt (Kommunen: die eigenen, ohne Zahlen)": ("municipality.cohorts_to_see",),
    "die letzte Freigabe einer Kommune lesen": (
        *(f"municipality.{n}" for n in ("released_last", "latest_release", "answers", "note_opened")),
        "LatestRelease.shown",
        "LatestRelease.could_change",
    ),
    "auf eine Freigabe antworten": ("LatestRelease.answered",),
    "Einladungen einer Kommune lesen, und wie viele Haushalte dort angenommen haben": (
        *("municipality.own_invitations", "municipality.accepted_here"),
    ),
    "eine Einladung beantworten, Punkte der Kommune abhaken, Angaben angenommener Haushalte ansehen": (
        *("PartnerDesk.answer", "PartnerDesk.seen_to", "municipality.handed_to"),
    ),
    "den Fragebogen einer Kommune führen": (
        *("municipality.own_profiles", "Store.save_own_form", "Store.own_form"),
    ),
    "prüfen, was in einem Fragebogen steht, den man vor sich hat": ("interview.*", "intake.read_files"),
    "laden, befragen, Profile lesen und ändern": (
        *("intake.*", "process.day_entries", "process.read_day_table"),
        *(f"Store.{n}" for n in ("save_profiles", "undo", "load_profiles", "present_profiles", "erased")),
        *(f"Store.{n}" for n in ("mappings", "save_mapping", "corrections", "save_corrections")),
        *(f"Store.{n}" for n in ("forms", "save_form", "delete_form", "withdraw_form")),
        "bootstrap.load_files",
        "bootstrap.load_folder",
    ),
    "gewichten, planen, begründen, vergleichen": (
        *("session.*", "explanation.*", "insight.*", "criteria.*", "Recorder.*"),
        *(f"Store.{n}" for n in ("record_run", "add_proof", "scenarios", "save_scenario", "delete_scenario")),
    ),
    "in Arbeitssitzungen entscheiden": (
        *("working.*", "SessionDesk.*", "LiveSession.*"),
        *(f"Store.{n}" for n in ("session", "sessions", "save_session", "last_session")),
    ),
    "Kriterien in Kraft setzen": ("bootstrap.save_catalogue",),
    "freigeben": (
        *(f"municipality.{n}" for n in ("gate", "narrowed_by_totals", "preview", "proposals", "publish")),
        *(f"municipality.{n}" for n in ("proposals_of_all", "proposals_of_run")),
        *("municipality.shown_last", "Store.add_release", "Store.add_reply"),
    ),
    "Runden führen, Angebote machen, Schritte eintragen": (
        *("process.*", "ProcessDesk.*", "PartnerDesk.*", "Store.add_events"),
    ),
    "Papiere einer Runde machen, Angaben an eine Kommune übergeben": ("papers.*",),
    "Fragebögen nach der Ankunft eintragen, ihre Summen lesen": (
        *("evaluation.*", "EvaluationDesk.*", "Store.save_evaluations", "Store.evaluations"),
    ),
    "Runden, Angebote und Fälliges lesen": (
        *("process.history_of", "process.due", "process.places", "Store.process"),
        "process.partner_standings",
        *("process.ended_offers", "process.by_party"),
        *(f"papers.{n}" for n in ("may_be_told", "offer_line", "shared", "tellable")),
    ),
    "Belegung, Statistik und Ausblick lesen": (
        *(f"process.{n}" for n in ("arrivals", "broken_down", "daily", "fulfilments", "holding", "outlook")),
        *(
            f"process.{n}"
            for n in ("relocated_by_state", "selected", "stay_counts", "track_records", "wait_count")
        ),
    ),
    "Freigaben, Antworten und Rechnungen lesen, Rechnungen nachprüfen": (
        *(f"Store.{n}" for n in ("releases", "release_views", "replies", "run", "proofs")),
        *(f"Store.{n}" for n in ("revisions", "revision_of", "data_fingerprint", "note_once_a_day")),
        "session.check_run",
    ),
    "Datensätze und Rechnungen aufzählen, das Journal nachprüfen": (
        *(f"Store.{n}" for n in ("cohorts", "runs", "verify_journal", "journal_head")),
    ),
    "das Journal lesen": ("Store.journal",),
    "einen Haushalt löschen, im Journal vermerken": (
        "Store.erase_household",
        "Store.words_naming",
        "Store.note",
    ),
    "in einem Workshop abstimmen (eigener Prozess, ohne Anmeldung)": (
        *("Hall.*", "WorkshopStore.*", "LeadKey.opens", "workshop.premises"),
    ),
    "einen Workshop leiten (eigener Prozess, mit seinem Schlüssel)": (
        *("Direction.*", "workshop.delete_expired", "workshop.open_workshop", "workshop.settle"),
        *(f"WorkshopStore.{n}" for n in ("add", "change", "forget", "forget_expired")),
    ),
    "sichern, wiederherstellen, Datensätze löschen": (
        *("Store.backup", "Store.lend_copies", "Store.delete_cohort", "bootstrap.restore_store"),
    ),
}
"""What people do, by the doors it takes; a star stands for all of a place that no other task names."""


def services() -> Iterator[tuple[str, object]]:
    """Every public name of every service, with what it stands for."""
    for module in pkgutil.iter_modules(rematch.service.__path__):
        found = importlib.import_module(f"rematch.service.{module.name}")
        yield from ((f"{module.name}.{name}", getattr(found, name)) for name in found.__all__)


def doors() -> dict[str, Callable[..., Any]]:
    """Everything that is asked for through a door or ought to be, by its place and name."""
    found = {name: act for name, act in services() if inspect.isfunction(act)}
    found |= {f"bootstrap.{name}": getattr(bootstrap, name) for name in OF_THE_PROGRAM}
    for kind in ACTING:
        for name, act in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_") and f"{kind.__name__}.{name}" not in WITHOUT:
                found[f"{kind.__name__}.{name}"] = act
    return found


def by_task() -> dict[str, dict[str, Callable[..., Any]]]:
    """The doors of each task; one that no task names is under none."""
    named = {name for names in TASKS.values() for name in names}
    found: dict[str, dict[str, Callable[..., Any]]] = {task: {} for task in TASKS}
    for name, act in doors().items():
        pattern = name if name in named else f"{name.split('.')[0]}.*"
        for task, names in TASKS.items():
            if pattern in names:
                found[task][name] = act
    return found


def roles_of(act: Callable[..., Any]) -> frozenset[ViewerRole]:
    """Whom a door is open to; nobody, where there is none."""
    grant = grant_of(act)
    return frozenset() if grant is None else grant.roles


def written() -> str:
    """The paper with the table of today."""
    heads = {
        ViewerRole.COORDINATOR: "Koordination",
        ViewerRole.MUNICIPALITY: "Kommune",
        ViewerRole.AUDITOR: "Prüfung",
        ViewerRole.ADMINISTRATOR: "Verwaltung",
        ViewerRole.FACILITATOR: "Workshop: Leitung",
        ViewerRole.GUEST: "Workshop: Gäste",
    }
    rows = [f"| | {' | '.join(heads.values())} |", f"|---|{'---|' * len(heads)}"]
    for task, acts in by_task().items():
        first = next(iter(acts.values()))
        grant = grant_of(first)
        own = grant is not None and grant.cohort is not None
        marks = [
            (
                "nein"
                if role not in roles_of(first)
                else "die eigene"
                if own and role == "municipality"
                else "ja"
            )
            for role in heads
        ]
        rows.append(f"| {task} | {' | '.join(marks)} |")
    text = PAPER.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return "\n".join([before + BEGIN, "", *rows, "", END]) + after


if __name__ == "__main__":
    PAPER.write_text(written(), encoding="utf-8")
