"""With a login: nothing without a role, to each role its pages, and nobody another's data out of a cache."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rematch import rights
from rematch.errors import RematchError
from rematch.identity import Identity
from rematch.model import Ags, Cohort, CohortId, Viewer, ViewerRole
from rematch.planning.plan import plan
from rematch.release.gate import InForce
from rematch.release.publish import publish
from rematch.rights import LOCAL, acting, grant_of
from rematch.scenario import Scenario
from rematch.synthetic.cohort import generate
from rematch.texts import say, screen_languages
from rematch.ui.login import openness, visitor
from rematch.ui.municipality import latest
from rematch.ui.shell import cached, navigation
from rematch.ui.working import seat
from rematch.working.session import Hand
from tests.app.conftest import go, open_app
from tests.app.screen import written
from tests.app.session import Session
from tests.builders import of_town
from tests.login import ISSUER, SECTION

REAL = CohortId("winter")
HOUR = 3600
PEOPLE: dict[str, tuple[ViewerRole, ...]] = {
    "anna": (ViewerRole.COORDINATOR,),
    "ben": (ViewerRole.AUDITOR,),
    "cleo": (ViewerRole.ADMINISTRATOR,),
    "dora": (ViewerRole.MUNICIPALITY,),
    "emil": (ViewerRole.COORDINATOR, ViewerRole.ADMINISTRATOR),
}
PAGES: dict[str, set[str]] = {
    "anna": set(navigation.ICONS) - {"audit", "upkeep"},
    "ben": {"start", "method", "municipality", "audit"},
    "cleo": {"start", "method", "upkeep"},
    "dora": {"start", "method", "municipality", "questionnaire"},
}

LogIn = Callable[..., AppTest]


def claims(who: str, seconds: float = HOUR) -> dict[str, object]:
    now = time.time()
    return {
        "is_logged_in": True,
        "iss": ISSUER,
        "aud": "rematch",
        "sub": who,
        "name": who.capitalize(),
        "iat": now,
        "exp": now + seconds,
    }


@pytest.fixture(scope="module")
def towns() -> tuple[Ags, ...]:
    """A cohort of real people with one release; its municipalities."""
    made = generate(12, 4, 3, cached.catalogue())
    about = Cohort(id=REAL, name="Winter", invented=False, as_of=made.cohort.as_of)
    profiles = made.model_copy(update={"cohort": about})
    store, catalogue = cached.store(), cached.catalogue()
    with acting(LOCAL):
        data = store.save_profiles(profiles, catalogue.fingerprint, Viewer())
        plan(Scenario(), store, cohort=REAL, catalogue=catalogue, viewer=Viewer())
        run = store.runs(REAL)[-1].run_id
        done = publish(store, run, InForce(Scenario(), data, catalogue.fingerprint), Viewer(), reason="now")
    assert done.release is not None
    return tuple(place.ags for place in profiles.municipalities)


@pytest.fixture
def log_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, towns: tuple[Ags, ...]) -> Iterator[LogIn]:
    """Opens the app as somebody, with a login asked for and the roles of PEOPLE in a file."""
    roles = tmp_path / "roles.toml"
    entries = []
    for who, own in PEOPLE.items():
        places = f"places = ['{REAL}/{towns[0]}']\n" if ViewerRole.MUNICIPALITY in own else ""
        entries.append(f"[[person]]\nsub = '{who}'\nroles = {[str(role) for role in own]}\n{places}")
    roles.write_text("\n".join(entries), encoding="utf-8")
    monkeypatch.setenv("REMATCH_ROLES", str(roles))
    monkeypatch.setattr(visitor, "_section", lambda: SECTION)
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: LOCAL)
    visitor.described.cache_clear()

    def run(
        who: str | None, page: str = "start", lang: str = "de", address: dict[str, str] | None = None
    ) -> AppTest:
        return open_app(page, lang, address, {"is_logged_in": False} if who is None else claims(who))

    yield run
    visitor.described.cache_clear()


def title(at: AppTest) -> str:
    return str(at.title[0].value)


def presses(at: AppTest) -> set[str]:
    """The buttons, but for those of every page: the language, and the statement on accessibility."""
    return {str(button.key) for button in at.button} - {"language_switch", "statement_link"}


def page(at: AppTest) -> str:
    return "\n".join(written(at))


def test_who_has_not_logged_in_sees_the_way_to_do_so_and_nothing_else(log_in: LogIn) -> None:
    """On every page's address: no cohort's name, no number, no table; nothing was asked of the store."""
    for place in ("start", "session", "municipality", "audit"):
        at = log_in(None, place)
        assert title(at) == say("login.title", "de")
        assert presses(at) == {"login"}
        assert not at.metric and not at.dataframe and "context" not in at.session_state
        assert "Winter" not in page(at)


@pytest.mark.parametrize(
    "wrong",
    [{"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}, {"is_logged_in": False}],
    ids=["audience", "issuer", "ended", "out"],
)
def test_an_identity_that_does_not_hold_is_nobody_s(log_in: LogIn, wrong: dict[str, object]) -> None:
    """Whatever the cookie of the framework says beside it."""
    at = log_in("anna")
    assert title(at) == say("start.title", "de")
    at.user = {**claims("anna"), **wrong}
    at.run()
    assert title(at) == say("login.title", "de") and not at.metric


def test_who_has_no_role_is_told_so_in_both_languages_and_may_log_out(log_in: LogIn) -> None:
    """Nothing but that."""
    at = log_in("zoe", "session", "en")
    assert title(at) == say("login.no_role", "en")
    assert all(say("login.no_role.text", lang) in page(at) for lang in screen_languages())
    assert presses(at) == {"logout"}
    assert "context" not in at.session_state


@pytest.mark.parametrize("who", sorted(PAGES))
def test_each_role_has_its_pages_and_any_other_says_in_words_that_it_is_not_of_them(
    log_in: LogIn, who: str
) -> None:
    """What stands in the navigation is what opens; a deep link to the rest shows nothing of it."""
    opened = set()
    at = log_in(who, address={"cohort": REAL} if who == "dora" else {"cohort": "session"})
    for name in navigation.ICONS:
        go(at, name) if name != "start" else None
        assert not at.exception
        if title(at) != say("login.elsewhere", "de"):
            opened.add(name)
        else:
            assert not at.dataframe and not at.metric and presses(at) == {"logout"}
    assert opened == PAGES[who]
    viewer = of_town(REAL, "0") if who == "dora" else Viewer(name=who, role=PEOPLE[who][0])
    with acting(viewer):
        shown = {name for name in navigation.ICONS if navigation.page(name).visibility == "visible"}
    assert shown == PAGES[who]


def test_several_roles_open_the_pages_of_each(log_in: LogIn) -> None:
    """Who coordinates and administers deletes on the page of profiles, too; who only coordinates does not."""
    for who, deletes in (("emil", True), ("anna", False)):
        at = log_in(who, "profiles", address={"cohort": "session"})
        at.segmented_control(key="profiles_view").set_value("states").run()
        assert not at.exception
        assert ("keeping_delete" in {button.key for button in at.button}) is deletes


def test_a_municipality_reads_its_own_release_though_a_coordinator_had_all_of_them_in_memory(
    log_in: LogIn, towns: tuple[Ags, ...]
) -> None:
    """What was made for a visit with more rights is handed out of no cache to one with fewer."""
    anna = log_in("anna", "municipality", address={"cohort": REAL})
    (choice,) = [box for box in anna.selectbox if str(box.key).startswith("preview_ags")]
    assert len(choice.options) == len(towns)
    dora = log_in("dora", "municipality", address={"cohort": REAL, "ags": towns[1]})
    (own,) = [box for box in dora.selectbox if str(box.key).startswith("preview_ags")]
    assert len(own.options) == 1
    with acting(LOCAL):
        profiles = cached.store().load_profiles(REAL)
    others = {place.name for place in profiles.municipalities if place.ags != towns[0]}
    assert not {name for name in others if name in page(dora)}
    assert dora.session_state["context"].loaded is None
    assert {(one.cohort, one.households) for one in dora.session_state["context"].cohorts} == {(REAL, 0)}


def test_every_cache_of_people_asks_who_is_there_before_it_answers(log_in: LogIn) -> None:
    """A coordinator's entry is there; a municipality, an auditor and nobody at all are refused it."""
    session = Session(log_in("anna", "session", address={"cohort": "session"}))
    data = session.at.session_state["context"].cohort_data
    about = Identity(data.profiles.cohort.id, data.data_fingerprint, cached.catalogue().fingerprint)
    for cache in cached._OF_PEOPLE:
        assert grant_of(cache) is not None
    for who in (of_town(REAL, "01002000"), Viewer(name="b", role=ViewerRole.AUDITOR)):
        with acting(who), pytest.raises(RematchError) as refused:
            cached.cohort_data(about, cached.catalogue())
        assert refused.value.code == "viewer.may_not"
    with pytest.raises(RematchError):
        cached.cohort_data(about, cached.catalogue())
    with acting(LOCAL):
        assert cached.cohort_data(about, cached.catalogue()) is data
    assert grant_of(latest._read) == rights.Grant(rights.RELEASED)


def test_a_foreign_cohort_in_the_address_is_not_there_for_a_municipality(log_in: LogIn) -> None:
    """Nor is a working session: it is told what is missing, and offered its own."""
    at = log_in("dora", "municipality", address={"cohort": "session", "s": "1-abcdef"})
    assert title(at) == say("gone.title", "de")
    assert at.selectbox(key="gone_choice").options == ["Winter"]


def test_a_press_after_the_identity_has_ended_does_nothing(log_in: LogIn) -> None:
    """What was on screen may be pressed: it is refused, and the way to log in stands in its place."""
    session = Session(log_in("anna", "session", address={"cohort": "session"}))
    session.tick(min(session.plan))
    before = session.scenario
    session.at.user = claims("anna", -1)
    [press] = [button for button in session.at.button if button.key == "do_pin"]
    press.click().run()
    assert session.at.exception and session.scenario == before and not session.scenario.pins
    session.at.run()
    assert title(session.at) == say("login.title", "de") and session.scenario == before


def test_one_s_own_steps_are_those_of_the_login_whatever_number_the_browser_says(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another coordinator with the number of the first undoes nothing; the first does, on any machine."""
    monkeypatch.setattr(seat, "read", lambda _cookie: Hand("0123456789ab", "Anna"))
    anna = Session(log_in("anna", "session", address={"cohort": "session"}))
    anna.slide_groups(place=1.4)
    key = str(anna.at.query_params["s"])
    for who, own in (("emil", False), ("anna", True)):
        again = Session(log_in(who, "session", address={"cohort": "session", "s": key}))
        assert again.scenario == anna.scenario
        assert again.at.button(key="undo").disabled is not own
        assert seat.COOKIE not in "".join(node.proto.body for node in again.at.get("html"))


def test_the_journal_names_who_did_it_and_who_opened_which_release(
    log_in: LogIn, towns: tuple[Ags, ...]
) -> None:
    """By name and by what the provider knows them by; opening is one line a viewer, release and day."""
    for _ in range(2):
        at = log_in("dora", "municipality", address={"cohort": REAL})
        at.run()
    at.text_area(key="reply_words").set_value("two more flats")
    next(b for b in at.button if b.label == say("preview.reply.send", "de")).click().run()
    assert not at.exception and not at.error
    log_in("ben", "municipality", address={"cohort": REAL})
    with acting(LOCAL):
        lines = cached.store().journal(REAL)
        (reply,) = cached.store().replies(REAL)
    opened = [(one.viewer, one.role, one.details) for one in lines if one.action == "opened"]
    dora = ("Dora · dora", ViewerRole.MUNICIPALITY, {"number": 1})
    assert opened.count(dora) == 1
    assert opened.count(("Ben · ben", ViewerRole.AUDITOR, {"number": 1})) == 1
    assert [one.viewer for one in lines if one.action == "reply"] == ["Dora · dora"]
    assert (reply.by, reply.ags) == ("Dora", towns[0])


def test_an_auditor_reads_and_checks_and_has_nothing_to_change(log_in: LogIn) -> None:
    """Journal, release and run are there, the run holds; no press but reading, no answer in a town's name."""
    at = log_in("ben", "audit")
    assert say("audit.journal", "de") in page(at) and "Winter" in page(at)
    at.button(key=f"audit_check_{REAL}").click().run()
    assert not at.exception and len(at.success) == 2 and not at.error
    assert not {key for key in presses(at) if not key.startswith("audit_check")} - {"logout"}
    go(at, "municipality")
    assert not at.exception and not [area for area in at.text_area if area.key == "reply_words"]


def test_an_administrator_backs_up_and_deletes_and_sees_nobody(log_in: LogIn) -> None:
    """A backup that opens, a cohort gone for good; no household on the page."""
    with acting(LOCAL):
        made = generate(3, 2, 9, cached.catalogue(), cohort_id="passing", name="Passing")
        cached.store().save_profiles(made, cached.catalogue().fingerprint, Viewer())
    at = log_in("cleo", "upkeep")
    at.button(key="upkeep_backup").click().run()
    assert not at.exception and len(at.success) == 1 and not at.error
    at.selectbox(key="upkeep_cohort").set_value("passing").run()
    at.text_input(key="keeping_confirm").set_value("Passing").run()
    at.button(key="keeping_delete").click().run()
    assert not at.exception
    with acting(LOCAL):
        assert "passing" not in {one.cohort for one in cached.store().cohorts()}
        assert cached.store().journal()[-1].viewer == "Cleo · cleo"
    assert not [one.id for one in made.households if one.id in page(at)]


def test_without_a_login_everything_is_as_it_was(monkeypatch: pytest.MonkeyPatch, towns: object) -> None:
    """No login, nobody's name, the pages of before; and no visit begins with real people."""
    visitor.described.cache_clear()
    assert visitor.asked_for() is None
    at = open_app()
    assert {"login", "logout"}.isdisjoint({button.key for button in at.button})
    assert at.query_params["cohort"] == "session"
    shown = {name for name in navigation.ICONS if navigation.page(name).visibility == "visible"}
    assert shown == set(navigation.ICONS) - {"audit", "upkeep"}
    only = tuple(one for one in cached.store().cohorts() if not one.invented)
    monkeypatch.setattr(cached, "cohorts", lambda: only)
    other = open_app()
    assert other.session_state["context"].cohort is None
    assert title(other) == say("gone.unchosen", "de") and not other.metric


SENTENCE = "everybody on this network may read and change everything"


@pytest.mark.parametrize("option", [{"server.address": "0.0.0.0"}, {"server.allowedHosts": ["plan.example"]}])
def test_open_to_a_network_without_a_login_is_said_on_every_page_and_real_people_are_shut_away(
    monkeypatch: pytest.MonkeyPatch, option: dict[str, object], towns: object
) -> None:
    """Unless somebody has said the sentence; invented people alone are shown, with the line on top."""
    asked = openness.st.get_option
    monkeypatch.setattr(openness.st, "get_option", lambda name: option.get(name, asked(name)))
    at = open_app()
    assert title(at) == say("login.shut", "de") and not at.metric
    with pytest.raises(RematchError) as refused:
        openness.check(cached.cohorts())
    assert refused.value.code == "settings.open"
    monkeypatch.setenv("REMATCH_OPEN_WITHOUT_LOGIN", SENTENCE)
    for name in ("start", "method", "load"):
        at.run() if name == "start" else go(at, name)
        assert not at.exception and title(at) != say("login.shut", "de")
        assert say("frame.open", "de") in page(at)
    monkeypatch.delenv("REMATCH_OPEN_WITHOUT_LOGIN")
    only = tuple(one for one in cached.store().cohorts() if one.invented)
    openness.check(only)
    monkeypatch.setenv("REMATCH_OPEN_WITHOUT_LOGIN", "yes")
    with pytest.raises(RematchError):
        openness.check(cached.cohorts())
