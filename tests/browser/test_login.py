"""A login through a provider that speaks OpenID Connect: who comes in by it, and what does not."""

import base64
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from itsdangerous import URLSafeTimedSerializer
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from oidc_provider_mock import User, run_server_in_thread
from oidc_provider_mock import _app as provider_app
from oidc_provider_mock._storage import storage
from playwright.sync_api import Browser, expect

from rematch.errors import RematchError
from rematch.model import CohortId, Viewer
from rematch.store import Store
from rematch.texts import problem, say, screen_languages
from rematch.ui.login import claims
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.visit import Visit

Claims = dict[str, object]
Spoil = Callable[[Claims], str]

SECRET = "only for this test, and long enough"
USER = "_streamlit_user"
ROLES = "[[person]]\nsub = 'anna'\nroles = ['coordinator']\n"


class Provider:
    """Where it is, and how it spoils the tokens it hands out, if it does."""

    def __init__(self, port: int) -> None:
        self.url = f"http://localhost:{port}"
        self.spoil: Spoil | None = None

    def secrets(self) -> dict[str, str]:
        return {
            "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
            "cookie_secret": SECRET,
            "client_id": "rematch",
            "client_secret": "not a real one",
            "server_metadata_url": f"{self.url}{claims.WELL_KNOWN}",
        }


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """A real provider in a thread; its tokens pass through `spoil` on their way out."""
    people = [User(sub=name, claims={"name": name.capitalize()}) for name in ("anna", "zoe")]
    with run_server_in_thread(user_claims=people) as running, pytest.MonkeyPatch.context() as patch:
        found = Provider(running.server_port)
        made = provider_app.OpenIDCode.process_token

        def handed_out(self: object, grant: object, token: dict[str, str]) -> dict[str, str]:
            whole = made(self, grant, token)
            if found.spoil is not None:
                whole["id_token"] = found.spoil(payload(whole["id_token"]))
            return whole

        patch.setattr(provider_app.OpenIDCode, "process_token", handed_out)
        yield found


@pytest.fixture(scope="module")
def guarded(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory, demo_store: Path
) -> Iterator[Server]:
    """A server that everybody has to log in to."""
    folder = tmp_path_factory.mktemp("guarded")
    secrets = folder / "secrets.toml"
    lines = [f"{name} = {json.dumps(said)}" for name, said in provider.secrets().items()]
    secrets.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
    (folder / "roles.toml").write_text(ROLES, encoding="utf-8")
    running = Server(
        folder, demo_store, options=[f"--secrets.files={secrets}"], REMATCH_ROLES=str(folder / "roles.toml")
    )
    yield running
    running.stop()


def payload(token: str) -> Claims:
    part = token.split(".")[1]
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert isinstance(found, dict)
    return found


def own_key() -> RSAKey:
    """The key the provider signs with."""
    return RSAKey.import_key(storage.jwk.as_dict(is_private=True))


def signed(said: Claims, key: RSAKey | None = None) -> str:
    own = own_key()
    return jwt.encode({"alg": "RS256", "kid": own.kid}, said, key or own)


def unsigned(said: Claims) -> str:
    parts = ({"alg": "none"}, said)
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts) + "."
    )


def by_a_word(said: Claims) -> str:
    """Signed with what everybody knows: the public key taken for a shared secret."""
    public = own_key().as_pem(private=False)
    return jwt.encode({"alg": "HS256", "kid": own_key().kid}, said, OctKey.import_key(public))


def walked(server: Server, who: str) -> requests.Session:
    """A plain client that goes through the login as a browser does."""
    client = requests.Session()
    client.trust_env = False
    word = jwt.encode(
        {"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, OctKey.import_key(SECRET)
    )
    asked = client.get(server.url("auth/login"), params={"provider": word}, allow_redirects=False, timeout=20)
    assert asked.status_code == 302
    back = client.post(asked.headers["Location"], data={"sub": who}, allow_redirects=False, timeout=20)
    assert urlsplit(back.headers["Location"]).path == "/oauth2callback"
    client.get(back.headers["Location"], allow_redirects=False, timeout=20)
    return client


def identity(client: requests.Session) -> Claims:
    """What the cookie says that the server has signed for this client; nothing where there is none."""
    value = client.cookies.get(USER)
    if value is None:
        return {}
    found = json.loads(URLSafeTimedSerializer(SECRET, salt=USER).loads(value.strip('"')))
    assert isinstance(found, dict)
    return found


def test_a_plain_client_comes_in_by_the_provider(guarded: Server, provider: Provider) -> None:
    """The cookie says who it is, by this provider for this client, and it holds."""
    said = identity(walked(guarded, "anna"))
    assert (said["sub"], said["name"]) == ("anna", "Anna")
    assert claims.holds(said, claims.login(provider.secrets()), time.time())


HOUR = 3600
SPOILT: dict[str, Spoil] = {
    "audience": lambda said: signed({**said, "aud": ["another"]}),
    "no audience": lambda said: signed({k: v for k, v in said.items() if k != "aud"}),
    "expired": lambda said: signed({**said, "iat": time.time() - 2 * HOUR, "exp": time.time() - HOUR}),
    "no end": lambda said: signed({k: v for k, v in said.items() if k != "exp"}),
    "issuer": lambda said: signed({**said, "iss": "https://evil.example"}),
    "nonce": lambda said: signed({**said, "nonce": "of another login"}),
    "forged": lambda said: signed(said, RSAKey.generate_key(2048, {"kid": own_key().kid})),
    "unsigned": unsigned,
    "public key as a word": by_a_word,
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_token_that_is_not_as_it_ought_to_be_lets_nobody_in(
    guarded: Server, provider: Provider, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Wrong audience, ended, another's, forged: the framework refuses it, and makes no identity of it."""
    monkeypatch.setattr(provider, "spoil", SPOILT[how])
    assert identity(walked(guarded, "anna")) == {}


def logged_in(browser: Browser, server: Server) -> Visit:
    """A visit that has come in by two clicks; before that fonts and the program's sign were there, too."""
    visit = Visit.begin(browser.new_context(locale=LOCALE["de"]), server)
    with visit.page.expect_response("**/media/*.png") as sign:
        visit.open("load")
    assert sign.value.status == 200
    assert visit.page.evaluate("() => document.fonts.check('1rem \"Material Symbols Rounded\"')")
    visit.page.get_by_role("button", name=say("login.go", "de")).click()
    visit.page.get_by_role("button", name=re.compile("anna", re.IGNORECASE)).click()
    visit.page.get_by_role("heading", name=say("start.title", "de")).wait_for()
    return visit


def test_in_a_browser_a_login_opens_the_app_and_what_stands_beside_its_pages_is_one_s_own(
    guarded: Server, browser: Browser
) -> None:
    """A file taken along, the answer to a move, an upload: there for whoever's visit it is alone."""
    guarded.troubles()
    visit = logged_in(browser, guarded)
    page, context = visit.page, visit.page.context
    expect(page.locator(".about").get_by_text("Anna")).to_have_count(1)
    own = {str(one["name"]): str(one["value"]) for one in context.cookies()}
    other = {name: value for name, value in walked(guarded, "zoe").cookies.items() if value is not None}
    forged = URLSafeTimedSerializer("another secret, which is long enough", salt=USER)
    not_ours = {USER: forged.dumps(json.dumps(identity(walked(guarded, "anna"))))}

    def one_s_own(method: str, address: str, good: int, **sent: str) -> None:
        said = [
            requests.request(method, address, cookies=cookies, timeout=20, **sent).status_code
            for cookies in (own, {}, other, not_ours)
        ]
        assert said == [good, 404, 404, 404]

    page.goto(guarded.url("profiles"))
    visit.settle()
    with page.expect_download() as taken:
        page.locator("[data-testid=stDownloadButton] button").first.click()
    one_s_own("GET", taken.value.url, 200)
    page.goto(guarded.url("session?cohort=session"))
    visit.settle()
    with page.expect_response("**/direct/*") as answered:
        page.locator("input[data-group=place]").press("ArrowRight")
    one_s_own("POST", answered.value.url, 200, data=json.dumps({"place": [1.4, 99]}))
    visit.settle()
    page.goto(guarded.url("load"))
    visit.settle()
    with page.expect_response("**/upload_file/**") as sent:
        page.locator("input[type=file]").first.set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": b"id\n1\n"}
        )
    assert sent.value.status == 204
    one_s_own("OPTIONS", sent.value.url, 204)
    context.close()
    assert guarded.troubles() == []


@pytest.mark.soak
def test_open_to_a_network_without_a_login_a_server_with_real_people_does_not_start(
    tmp_path: Path, demo_store: Path
) -> None:
    """It says why, in both languages, and ends; with invented people alone it starts."""
    store = tmp_path / "real.duckdb"
    shutil.copyfile(demo_store, store)
    with Store.open(store) as kept:
        made = kept.load_profiles(CohortId("session"))
        about = made.cohort.model_copy(update={"id": CohortId("winter"), "invented": False})
        kept.save_profiles(made.model_copy(update={"cohort": about}), "", Viewer())
    open_to_all = ["--server.address=0.0.0.0"]
    with pytest.raises(RuntimeError) as ended:
        Server(tmp_path, store, options=open_to_all)
    for lang in screen_languages():
        assert problem(RematchError("settings.open"), lang).what in str(ended.value)
    assert "Traceback" not in str(ended.value)
    Server(tmp_path, demo_store, options=open_to_all).stop()
