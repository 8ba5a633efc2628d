"""Whether an identity still holds, and which roles a file or a claim gives it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from streamlit.runtime.secrets import Secrets

from rematch.errors import RematchError
from rematch.model import OwnPlace, Viewer, ViewerRole
from rematch.rights import LOCAL
from rematch.ui.login import claims, given, visitor
from rematch.ui.login.claims import Login
from tests.login import ISSUER, SECTION
from tests.unit.texts.project import ROOT

NOW = 1_800_000_000
LOGIN = claims.login(SECTION)
GOOD = {
    "is_logged_in": True,
    "iss": ISSUER,
    "aud": "rematch",
    "sub": "4711",
    "iat": NOW - 60,
    "exp": NOW + 240,
}
KIEL = OwnPlace("winter", "01002000")  # type: ignore[arg-type]


def test_a_good_identity_holds_until_its_token_ends() -> None:
    """Of this client, also beside others; not a second longer."""
    assert Login(client_id="rematch", issuer=ISSUER) == LOGIN
    assert claims.holds(GOOD, LOGIN, NOW)
    assert claims.holds({**GOOD, "aud": ["other", "rematch"], "iss": f"{GOOD['iss']}/"}, LOGIN, NOW)
    assert claims.holds(GOOD, LOGIN, NOW + 239) and not claims.holds(GOOD, LOGIN, NOW + 240)


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": ""},
        {"sub": ""},
        {"sub": 7},
        {"exp": NOW - 1},
        {"exp": None},
        {"exp": True},
        {"exp": "never"},
        {"nbf": NOW + 3600},
        {"nbf": "soon"},
        {"is_logged_in": "yes"},
    ],
)
def test_whatever_is_not_as_it_ought_to_be_holds_nothing(wrong: dict[str, object]) -> None:
    """Another client, another issuer, nobody, ended, not begun, or said in no number."""
    assert not claims.holds({**GOOD, **wrong}, LOGIN, NOW)
    assert not claims.holds({}, LOGIN, NOW)


def test_a_login_may_last_for_hours_instead() -> None:
    """Counted from when the identity was made, whatever its token says; without that it has ended."""
    day = claims.login(SECTION, 8.0)
    assert claims.holds({**GOOD, "exp": NOW - 1}, day, NOW)
    assert not claims.holds({**GOOD, "exp": NOW + 10**9}, day, NOW + 8 * 3600)
    assert not claims.holds({**GOOD, "iat": None}, day, NOW)


@pytest.mark.parametrize("name", sorted(SECTION))
def test_secrets_that_do_not_describe_a_login_are_refused_by_name(name: str) -> None:
    """Left out, or no use: a secret that could be guessed, an address that is not an issuer's."""
    for section in ({**SECTION, name: ""}, {key: said for key, said in SECTION.items() if key != name}):
        with pytest.raises(RematchError) as fault:
            claims.login(section)
        assert (fault.value.code, fault.value.params) == ("settings.login", {"names": [name]})
    weak = {"cookie_secret": "short", "server_metadata_url": "https://login.example/other.json"}
    if name in weak:
        with pytest.raises(RematchError):
            claims.login({**SECTION, name: weak[name]})


def file(folder: Path, text: str) -> Path:
    path = folder / "roles.toml"
    path.write_text(text, encoding="utf-8")
    return path


FILE = """
[[person]]
sub = "4711"
roles = ["auditor", "coordinator"]

[[person]]
email = "Bauamt@kiel.example"
roles = ["municipality"]
places = ["winter/01002000"]
"""


def test_a_file_gives_roles_by_subject_or_by_an_address_that_was_checked(tmp_path: Path) -> None:
    """Whose address nobody has checked is nobody; the foremost role and the name stand on record."""
    found = given.read(file(tmp_path, FILE))
    anna = given.by_file({**GOOD, "name": "Anna  Berg"}, found)
    assert anna == Viewer(name="Anna Berg · 4711", role=ViewerRole.COORDINATOR, further={ViewerRole.AUDITOR})
    assert anna.called == "Anna Berg"
    town = {**GOOD, "sub": "1", "email": "bauamt@KIEL.example"}
    assert given.by_file(town, found) is None
    assert given.by_file({**town, "email_verified": "true"}, found) is None
    seen = given.by_file({**town, "email_verified": True}, found)
    assert seen is not None and seen.places == {KIEL} and seen.role is ViewerRole.MUNICIPALITY
    assert given.by_file({**GOOD, "sub": "2"}, found) is None


def test_an_address_that_only_looks_alike_is_another_one(tmp_path: Path) -> None:
    """A Kelvin sign is no k, though it becomes one in small letters; nor is a dotless or a full-width one."""
    found = given.read(file(tmp_path, FILE))
    town = {**GOOD, "sub": "1", "email_verified": True}
    assert given.by_file({**town, "email": "BAUAMT@kiel.example"}, found) is not None
    for odd in ("bauamt@\u212aiel.example", "bauamt@k\u0131el.example", "\uff42auamt@kiel.example"):
        assert given.by_file({**town, "email": odd}, found) is None


def test_nobody_writes_another_s_name_on_record_by_choosing_their_own(tmp_path: Path) -> None:
    """Neither the local person's, nor one with another's identity in it, nor one turned around."""

    def name(**said: object) -> str:
        found = given.by_claim({**GOOD, "groups": "rematch:auditor", **said}, "groups")
        assert found is not None
        return found.name

    assert name(sub="local") != LOCAL.name
    assert name(name="Anna · 1", sub="2") == "Anna 1 · 2" != name(name="Anna", sub="1 · 2")
    assert name(name="\u202eAnna\u200b \n Berg") == "Anna Berg · 4711"
    assert name(name=" \u200b ", email="a@b.example") == "a@b.example · 4711"


def test_a_file_that_was_changed_holds_at_once(tmp_path: Path) -> None:
    """Whoever is struck from it has no role from then on."""
    path = file(tmp_path, FILE)
    assert given.by_file(GOOD, given.read(path)) is not None
    assert given.by_file(GOOD, given.read(file(tmp_path, FILE.replace("4711", "47112")))) is None


@pytest.mark.parametrize(
    "text",
    [
        "person = [",
        "[[person]]\nroles = ['coordinator']",
        "[[person]]\nsub = '1'\nemail = 'a@b'\nroles = ['coordinator']",
        "[[person]]\nsub = '1'\nroles = []",
        "[[person]]\nsub = '1'\nroles = ['king']",
        "[[person]]\nsub = '1'\nroles = ['municipality']",
        "[[person]]\nsub = '1'\nroles = ['auditor']\nplaces = ['winter/01002000']",
        "[[person]]\nsub = '1'\nroles = ['municipality']\nplaces = ['01002000']",
        "[[people]]\nsub = '1'\nroles = ['auditor']",
    ],
)
def test_a_file_with_a_slip_gives_nobody_a_role(tmp_path: Path, text: str) -> None:
    """A municipality without a place, a place without one, a role there is none of: refused as a whole."""
    with pytest.raises(RematchError) as fault:
        given.read(file(tmp_path, text))
    assert fault.value.code == "settings.roles"
    with pytest.raises(RematchError):
        given.read(tmp_path / "nowhere.toml")


CLAIMED: list[tuple[object, set[str], set[OwnPlace]]] = [
    ("rematch:coordinator", {"coordinator"}, set()),
    (["rematch:auditor", "rematch:administrator", "staff"], {"auditor", "administrator"}, set()),
    (["rematch:municipality:winter/01002000"], {"municipality"}, {KIEL}),
    (["coordinator", "rematch:king", "rematch:municipality", "rematch:municipality:01002000"], set(), set()),
    (["rematch:coordinator:winter/01002000"], set(), set()),
    (None, set(), set()),
    ({"rematch:coordinator": 1}, set(), set()),
]


@pytest.mark.parametrize(("said", "roles", "places"), CLAIMED)
def test_a_claim_gives_the_roles_it_names_and_no_other(
    said: object, roles: set[str], places: set[OwnPlace]
) -> None:
    """Words without the prefix are meant for other programs; what is not whole gives nothing."""
    found = given.by_claim({**GOOD, "groups": said}, "groups")
    assert (found is None) == (not roles)
    if found is not None:
        assert (found.roles, found.places) == (roles, places)
    assert given.by_claim({**GOOD, "other": said}, "groups") is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@drawn(st.dictionaries(st.sampled_from([*GOOD, "nbf", "email", "groups"]), json))
def test_no_claim_however_odd_is_let_in_or_breaks_anything(said: dict[str, Any]) -> None:
    """A provider may say anything: what is not what was asked for holds nothing."""
    assert not claims.holds(said, LOGIN, NOW)
    assert given.by_claim(said, "groups") is None or "rematch:" in str(said)


def test_the_patterns_in_the_documents_are_such_files(tmp_path: Path) -> None:
    """The file of roles gives three people theirs; the secrets lack nothing but a secret of one's own."""
    text = (ROOT / "docs" / "login.md").read_text(encoding="utf-8")
    secrets, roles = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    found = given.read(file(tmp_path, roles))
    assert len(found.person) == 3 and {role for one in found.person for role in one.roles} == set(
        given.FOREMOST
    )
    with pytest.raises(RematchError) as fault:
        claims.login(tomllib.loads(secrets)["auth"])
    assert fault.value.params == {"names": ["cookie_secret"]}


@pytest.mark.parametrize("both", [True, False])
def test_a_login_without_roles_or_with_two_sources_of_them_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, both: bool
) -> None:
    """Before anybody is let in: nothing would say who may do what."""
    monkeypatch.setattr(visitor, "_section", lambda: SECTION)
    visitor.described.cache_clear()
    if both:
        monkeypatch.setenv("REMATCH_ROLES", str(file(tmp_path, FILE)))
        monkeypatch.setenv("REMATCH_ROLES_CLAIM", "groups")
    with pytest.raises(RematchError) as fault:
        visitor.asked_for()
    assert fault.value.code == "settings.roles_from"
    visitor.described.cache_clear()


def refused(monkeypatch: pytest.MonkeyPatch, secrets: Path) -> str | None:
    """The code a start ends with under this file of secrets; None where it asks for no login."""
    monkeypatch.setattr(visitor.st, "secrets", Secrets())
    usual = visitor.st.get_option

    def option(name: str) -> object:
        return [str(secrets)] if name == "secrets.files" else usual(name)

    monkeypatch.setattr("streamlit.config.get_option", option)
    monkeypatch.setattr(visitor.st, "get_option", option)
    visitor.described.cache_clear()
    try:
        assert visitor.asked_for() is None
    except RematchError as fault:
        return fault.code
    finally:
        visitor.described.cache_clear()
    return None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (None, None),
        (b"other = 1\n", None),
        (b"[auth\nclient_id = 'rematch'\n", "settings.secrets"),
        (b"[auth]\nclient_id = 're\xffmatch'\n", "settings.secrets"),
        (b"auth = 'yes'\n", "settings.login"),
    ],
)
def test_secrets_with_a_slip_do_not_open_the_app_to_everybody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: bytes | None, code: str | None
) -> None:
    """The framework takes a file it cannot read for none, and none means that nobody logs in."""
    secrets = tmp_path / "secrets.toml"
    if written is not None:
        secrets.write_bytes(written)
    monkeypatch.setenv("REMATCH_ROLES_CLAIM", "groups" if code == "settings.login" else "")
    assert refused(monkeypatch, secrets) == code


@pytest.mark.parametrize(
    ("name", "said"), [("ROLES", "x.toml"), ("ROLES_CLAIM", "groups"), ("LOGIN_HOURS", "8")]
)
def test_roles_without_a_login_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, said: str
) -> None:
    """Started in another folder, or with the section under another name: somebody meant people to log in."""
    monkeypatch.setenv(f"REMATCH_{name}", said)
    secrets = tmp_path / "secrets.toml"
    assert refused(monkeypatch, secrets) == "settings.no_login"
    secrets.write_text("[Auth]\nclient_id = 'rematch'\n", encoding="utf-8")
    assert refused(monkeypatch, secrets) == "settings.no_login"
