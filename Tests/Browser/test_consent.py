"""A seller is asked whether an application may act for them: in every language, in a real browser, and never in a frame."""

import base64
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import llavero
import pytest
import requests
from marketplace import Marketplace
from panel import Owner, Panel
from playwright.sync_api import Browser
from states import Album

VERIFIER = "v" * 43
TIMEOUT_SECONDS = 20


class Callback(BaseHTTPRequestHandler):
    """The application's own page: says that it was reached, or puts an address of the query into a frame."""

    def do_GET(self) -> None:
        framed = parse_qs(urlsplit(self.path).query).get("frame", [""])[0].replace("&", "&amp;").replace('"', "&quot;")
        body = f'<!doctype html><title>back</title><iframe src="{framed}"></iframe>' if framed else "<!doctype html>back"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def callback():
    """Where the application is."""
    server = HTTPServer(("127.0.0.1", 0), Callback)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/cb"
    server.shutdown()


@pytest.fixture
def shop(request: pytest.FixtureRequest, marketplace: Marketplace, callback: str, language: str) -> dict:
    owner = marketplace.person(f"owner.{request.node.originalname[:40]}", language)
    shop = marketplace.shop(owner, "Loja Ñandú")
    llavero.command("application", "edit", shop["client_id"], "--data", marketplace.data, "--redirect-url", callback)
    return shop


@pytest.fixture
def seller(request: pytest.FixtureRequest, marketplace: Marketplace, language: str) -> Owner:
    return marketplace.person(f"seller.{request.node.originalname[:40]}", language)


def link(shop: dict, callback: str, **changes: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    request = {
        "response_type": "code", "client_id": shop["client_id"], "platform_id": "mp", "redirect_uri": callback,
        "state": "a b&c=ñ", "code_challenge": digest, "code_challenge_method": "S256",
    }
    return f"/authorization?{urlencode(request | changes)}"


def answered(panel: Panel, callback: str) -> dict[str, str]:
    """What the application was sent, once the browser is there."""
    panel.page.wait_for_url(f"{callback}?**")
    assert panel.page.title() == "" and panel.page.inner_text("body") == "back"
    return {name: values[0] for name, values in parse_qs(urlsplit(panel.page.url).query).items()}


def test_a_seller_signs_in_reads_who_asks_for_what_agrees_and_ends_it(
    browser: Browser,
    marketplace: Marketplace,
    shop: dict,
    seller: Owner,
    callback: str,
    pictures: Path,
    language: str,
) -> None:
    with Panel(browser, marketplace.base_url, language) as panel:
        album = Album(panel, pictures)
        panel.go(link(shop, callback))
        panel.page.fill("#email", seller.email)
        panel.page.fill("#password", seller.password)
        panel.press("sign_in")
        said = ("consent_title", "consent_asks", "consent_live", "consent_may_read", "consent_may_write", "consent_may_offline_access")
        assert [key for key in said if not panel.says(key)] == []
        assert panel.says("consent_until_ended", days=180)
        assert "Loja Ñandú" in panel.text and shop["client_id"] in panel.text.replace(".", "") and seller.email in panel.text
        assert panel.page.evaluate("document.activeElement === document.body")
        assert panel.page.locator("button.wait[id], button.wait[autofocus]").count() == 0
        album.keep("consent")
        panel.press("consent_agree")
        sent = answered(panel, callback)
        assert sent["state"] == "a b&c=ñ" and sent["iss"] == marketplace.base_url
        token = requests.post(
            f"{marketplace.base_url}/oauth/token",
            json={
                "client_id": shop["client_id"], "client_secret": shop["client_secret"], "grant_type": "authorization_code",
                "code": sent["code"], "redirect_uri": callback, "code_verifier": VERIFIER,
            },
            timeout=TIMEOUT_SECONDS,
        )
        assert token.status_code == 200, token.text
        panel.go("/settings/account/applications")
        assert panel.says("grants_explained") and "Loja Ñandú" in panel.text
        album.keep("grants")
        panel.press("grant_end")
        assert panel.says("done_grant_ended") and panel.says("grants_none")
        me = {"Authorization": f"Bearer {token.json()['access_token']}"}
        assert requests.get(f"{marketplace.base_url}/users/me", headers=me, timeout=TIMEOUT_SECONDS).status_code == 401


def test_a_seller_refuses_and_proves_who_they_are_when_they_have_been_away(
    browser: Browser, marketplace: Marketplace, shop: dict, seller: Owner, callback: str, pictures: Path, language: str
) -> None:
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(seller)
        panel.go(link(shop, callback, scope="read"))
        assert panel.says("consent_may_read") and not panel.says("consent_may_write")
        panel.press("refuse")
        assert answered(panel, callback)["error"] == "access_denied"
        marketplace.forget_proofs(seller)
        panel.go(link(shop, callback))
        Album(panel, pictures).keep("consent-proof")
        panel.page.fill("#proof_password", "not the password")
        panel.press("consent_agree")
        assert panel.says("proof_title")
        panel.prove(seller.password)
        assert "code" in answered(panel, callback)


def test_who_signs_in_for_a_faulty_request_is_sent_back_with_its_error(
    browser: Browser, marketplace: Marketplace, shop: dict, seller: Owner, callback: str, language: str
) -> None:
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.go(link(shop, callback, scope="everything"))
        panel.page.fill("#email", seller.email)
        panel.page.fill("#password", "not the password")
        panel.press("sign_in")
        panel.page.fill("#password", seller.password)
        panel.press("sign_in")
        assert answered(panel, callback)["error"] == "invalid_scope"


def test_a_long_state_of_any_language_comes_back_after_signing_in(
    browser: Browser, marketplace: Marketplace, shop: dict, seller: Owner, callback: str, language: str
) -> None:
    state = "ñ" * 1024
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.go(link(shop, callback, state=state))
        panel.page.fill("#email", seller.email)
        panel.page.fill("#password", seller.password)
        panel.press("sign_in")
        panel.press("consent_agree")
        assert answered(panel, callback)["state"] == state


def test_a_request_that_cannot_be_answered_says_why_and_leads_nowhere(
    browser: Browser, marketplace: Marketplace, shop: dict, seller: Owner, callback: str, pictures: Path, language: str
) -> None:
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(seller)
        wrong = {"redirect_uri": "https://evil.example/cb"}, {"client_id": "1"}, {"request_uri": "urn:ietf:params:oauth:request_uri:x"}
        codes = "redirect_uri_unregistered", "authorization_client_unknown", "pushed_request_unknown"
        for changes, code in zip(wrong, codes, strict=True):
            response = panel.go(link(shop, callback, **changes))
            assert response.status == 400 and code in panel.text
            assert panel.page.url.startswith(marketplace.base_url)
        Album(panel, pictures).keep("consent-refused")


def test_the_owner_sees_linked_sellers_and_chooses_how_the_application_proves_itself(
    browser: Browser, marketplace: Marketplace, shop: dict, callback: str, pictures: Path, language: str
) -> None:
    rows = marketplace.rows("SELECT account.email FROM account JOIN application ON application.account_id = account.id "
                            "WHERE application.id = ?", shop["client_id"])
    owner = Owner(rows[0][0], "correct horse battery staple")
    with Panel(browser, marketplace.base_url, language) as panel:
        album = Album(panel, pictures)
        panel.sign_in(owner)
        panel.go(link(shop, callback))
        panel.press("consent_agree")
        answered(panel, callback)
        path = f"/developers/panel/app/{shop['client_id']}/oauth"
        panel.go(path)
        assert panel.says("linked_sellers_none") and panel.says("oauth_link_explained")
        panel.page.check("[value=private_key_jwt]")
        panel.press("save")
        assert "client_keys_invalid" in panel.text
        panel.page.fill("#keys", '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",'
                                 '"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}')
        panel.press("save")
        assert panel.says("done_client_saved")
        assert panel.page.is_checked("[value=private_key_jwt]")
        album.keep("oauth")


def test_consent_is_never_shown_in_a_frame(
    browser: Browser, marketplace: Marketplace, shop: dict, seller: Owner, callback: str, language: str
) -> None:
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(seller)
        target = marketplace.base_url + link(shop, callback)
        response = panel.page.request.get(target)
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-frame-options"] == "DENY"
        panel.page.goto(f"{callback}?{urlencode({'frame': target})}")
        panel.page.wait_for_load_state("networkidle")
        assert panel.page.frame_locator("iframe").locator("button").count() == 0
        assert [text for text in panel.errors if "frame-ancestors" in text or "X-Frame-Options" in text or "Framing" in text]
        panel.errors.clear()
