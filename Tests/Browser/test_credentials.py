"""Applications and their credentials: create, activate, show, seal, renew."""

import re
import struct
import subprocess
import zlib

import pytest
import requests
from llavero import Server
from panel import Panel

TIMEOUT_SECONDS = 20


def status(base_url: str, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "MercadoPago Python SDK v3.6.0"}
    return requests.get(f"{base_url}/users/me", headers=headers, timeout=TIMEOUT_SECONDS).status_code


@pytest.fixture
def live(panel: Panel) -> str:
    """The number of an application of its own whose production is active."""
    application = panel.create_application("Live shop")
    panel.activate(application)
    return application


def test_production_waits_for_its_form_and_both_routes_show_the_same(panel: Panel) -> None:
    application = panel.create_application("Both routes")
    panel.go(f"/developers/panel/app/{application}/production?lang=en")
    assert "APP_USR-" not in panel.text
    panel.activate(application)
    shown = panel.page.locator(".string > code").all_inner_texts()
    assert len(shown) == 4
    panel.go("/settings/account/credentials?lang=en")
    section = panel.page.locator("details.application", has_text=application)
    section.evaluate("details => { details.open = true }")
    assert section.locator(".string > code").all_inner_texts() == shown


def test_a_shown_token_is_whole_and_works(panel: Panel, live: str) -> None:
    token = panel.reveal(live, "access_token")
    assert status(panel.base_url, token) == 200
    panel.page.go_back()
    assert token not in panel.page.content()
    panel.go(f"/developers/panel/app/{live}/activity?lang=en")
    assert "Secret shown" in panel.text


def test_copying_puts_the_whole_string_into_the_clipboard(panel: Panel) -> None:
    application = panel.create_application("Copy")
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.go(f"/developers/panel/app/{application}/test?lang=en")
    panel.page.locator("[data-kind=access_token] button.copy").click()
    panel.page.get_by_role("button", name="Copied").wait_for()
    token = panel.page.evaluate("navigator.clipboard.readText()")
    assert status(panel.base_url, token) == 200


def test_the_quick_start_pays_as_it_stands(panel: Panel) -> None:
    application = panel.create_application("Quick start")
    panel.go(f"/developers/panel/app/{application}/test?lang=en")
    command = panel.page.locator(".snippet pre").first.inner_text()
    answer = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    assert '"status":"pending"' in answer.stdout and '"payment_method_id":"pix"' in answer.stdout


def test_the_environment_file_holds_test_keys_and_places_for_live_ones(panel: Panel, live: str) -> None:
    with panel.page.expect_download() as download:
        panel.go(f"/developers/panel/app/{live}/test?lang=en")
        panel.page.get_by_role("link", name="Download as environment file").click()
    text = download.value.path().read_text()
    assert status(panel.base_url, re.search("ACCESS_TOKEN=(.+)", text)[1]) == 200
    with panel.page.expect_download() as download:
        panel.go(f"/developers/panel/app/{live}/production?lang=en")
        panel.page.get_by_role("link", name="Download as environment file").click()
    assert "ACCESS_TOKEN=paste-it-here" in download.value.path().read_text()


def test_what_is_sealed_is_not_shown_again_and_goes_on_working(panel: Panel, live: str) -> None:
    token = panel.reveal(live, "access_token")
    panel.go(f"/developers/panel/app/{live}/seal?lang=en")
    panel.press("Seal")
    assert "sealed since" in panel.text
    assert panel.page.locator("[data-kind=access_token] form button").count() == 0
    assert status(panel.base_url, token) == 200


def test_a_renewal_shows_who_has_moved_and_can_be_undone_and_closed(panel: Panel, live: str) -> None:
    old = panel.reveal(live, "access_token")
    assert status(panel.base_url, old) == 200
    board = f"/developers/panel/app/{live}/production/renew/keys?lang=en"
    panel.go(board)
    assert "GET /users/me" in panel.text and "100 %" in panel.text
    panel.page.check("input[value='24h']")
    panel.press("Renew now")
    new = panel.page.locator(".string code").nth(1).inner_text()
    assert new != old and status(panel.base_url, old) == 200
    panel.go(board)
    assert "Not yet" in panel.text
    assert status(panel.base_url, new) == 200
    panel.go(board)
    assert "Moved" in panel.text
    panel.page.select_option("#longer", "7d")
    panel.press("Extend")
    assert "more time" in panel.text
    panel.press("Undo the renewal")
    assert "present one again" in panel.text
    panel.press("Close now")
    assert status(panel.base_url, new) == 401 and status(panel.base_url, old) == 200


def test_a_renewal_sent_twice_renews_once(panel: Panel, live: str) -> None:
    board = f"/developers/panel/app/{live}/production/renew/client?lang=en"
    panel.go(board)
    panel.page.check("input[value=none]")
    panel.press("Renew now")
    assert panel.says("renewed_title")
    panel.go(board)
    # What the first page's form was made for.
    panel.page.locator("input[name=generation]").first.evaluate("field => { field.value = '1' }")
    panel.page.check("input[value=none]")
    panel.press("Renew now")
    assert "renewal_outdated" in panel.text


def test_a_leaked_pair_is_replaced_at_once(panel: Panel, live: str) -> None:
    old = panel.reveal(live, "access_token")
    panel.go(f"/developers/panel/app/{live}/production/renew/keys?lang=en")
    panel.press("It leaked: replace it now")
    new = panel.page.locator(".string code").nth(1).inner_text()
    assert (status(panel.base_url, old), status(panel.base_url, new)) == (401, 200)


def test_the_last_step_sent_twice_creates_one_application(panel: Panel) -> None:
    for attempt in range(2):
        panel.go("/developers/panel/app/create?lang=en")
        panel.page.fill("#name", "Only once")
        panel.press("Continue")
        panel.press("Continue")
        if attempt == 0:
            fields = panel.page.locator("input[name=number], input[name=mark]")
            first = [field.input_value() for field in fields.all()]
        else:
            for field, value in zip(fields.all(), first, strict=True):
                field.evaluate("(field, value) => { field.value = value }", value)
        panel.page.check("input[name=terms]")
        panel.page.check("input[name=privacy]")
        panel.press("Create application")
        assert "is created" in panel.text
    panel.go("/developers/panel/app")
    assert panel.page.get_by_role("link", name="Only once").count() == 1


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{7*7}}", "{{{m.app.id}}}", "\"\u0338 onfocus=alert(1) autofocus", "'><b>x"]
)
def test_a_hostile_name_is_text_everywhere(panel: Panel, name: str) -> None:
    ran = []
    panel.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    application = panel.create_application(name)
    for part in ("", "/edit", "/test", "/production", "/shares", "/delete", "/activity"):
        panel.go(f"/developers/panel/app/{application}{part}")
        assert name in panel.page.locator("h1").first.inner_text()
    assert panel.page.evaluate("document.querySelectorAll('[onfocus], h1 b, h1 script').length") == 0
    panel.go(f"/developers/panel/app/{application}/edit")
    assert panel.page.locator("#name").input_value() == name
    assert ran == []


def test_data_is_edited_and_what_is_wrong_is_said_without_losing_it(panel: Panel) -> None:
    application = panel.create_application("Edit")
    panel.go(f"/developers/panel/app/{application}/edit?lang=en")
    panel.page.fill("#redirect_urls", "https://shop.example/cb\nhttp://shop.example/not")
    panel.page.fill("#short_name", "shop")
    panel.press("Save")
    assert "invalid_redirect_uri" in panel.text
    assert panel.page.locator("#short_name").input_value() == "shop"
    panel.page.fill("#redirect_urls", "https://shop.example/cb")
    panel.page.uncheck("input[name=pkce]")
    panel.press("Save")
    assert "https://shop.example/cb" in panel.text and "Saved" in panel.text


def test_a_deleted_application_is_off_and_comes_back(panel: Panel, live: str) -> None:
    token = panel.reveal(live, "access_token")
    panel.go(f"/developers/panel/app/{live}/delete?lang=en")
    panel.press("Delete application")
    assert status(panel.base_url, token) == 403
    panel.submit(panel.page.locator(".binned", has_text="Live shop").first.get_by_role("button", name="Restore"))
    assert "works again" in panel.text
    assert status(panel.base_url, token) == 200


def test_test_accounts_are_opened_and_their_applications_are_for_tests(panel: Panel, sandbox: Server) -> None:
    panel.go("/developers/panel/test-users?lang=en")
    panel.page.fill("#description", "Seller of the browser")
    panel.page.fill("#balance", "1500,50")
    panel.press("Create test account")
    card = panel.page.locator(".testaccount", has_text="Seller of the browser").first
    assert "R$ 1.500,50" in card.inner_text()
    password = card.locator(".string code").inner_text()
    email = card.locator("code.wrap").inner_text()
    with Panel(panel.context.browser, sandbox.base_url) as seller:
        seller.sign_in(type("Person", (), {"email": email, "password": password}))
        application = seller.create_application("Their shop", "checkout_pro")
        seller.go(f"/developers/panel/app/{application}/production?lang=en")
        assert "TEST-" in seller.text and "APP_USR-" not in seller.text


def test_the_doctor_says_what_is_wrong_and_shows_no_secret(panel: Panel) -> None:
    application = panel.create_application("Doctor")
    panel.go(f"/developers/panel/app/{application}/test?lang=en")
    token = panel.page.locator("[data-kind=access_token] button.copy").get_attribute("data-copy")
    panel.go("/developers/panel/doctor?lang=en")
    panel.page.fill("#text", f"NEXT_PUBLIC_KEY={token}")
    panel.press("Check")
    assert "build tools copy into pages" in panel.text and "Doctor" in panel.text
    assert token not in panel.page.locator("#report").inner_text()


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_logo_is_drawn_anew_and_shown_as_nothing_but_a_picture(panel: Panel) -> None:
    application = panel.create_application("Logo")
    script = b"<script>alert(1)</script>"
    upload(panel, application, "x.svg", png(800, 400) + script)
    assert "Saved" in panel.text
    answer = panel.context.request.get(f"{panel.base_url}/logos/{application}.png")
    assert answer.body().startswith(b"\x89PNG") and script not in answer.body()
    assert struct.unpack(">II", answer.body()[16:24]) == (400, 200)
    assert answer.headers["x-content-type-options"] == "nosniff" and "set-cookie" not in answer.headers
    assert "sandbox" in answer.headers["content-security-policy"]
    panel.go(f"/developers/panel/app/{application}/edit?lang=en")
    panel.press("Remove the logo")
    assert panel.context.request.get(f"{panel.base_url}/logos/{application}.png").status == 404


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unsupported_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unsupported_image"),
        (b"<html>", "unsupported_image"),
        (png(8, 8)[:40], "image_damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 30, "image_damaged"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 50_000, 50_000) + b"\0" * 20, "image_too_large"),
    ],
)
def test_what_is_no_logo_is_refused_with_its_reason(panel: Panel, content: bytes, code: str) -> None:
    application = panel.create_application("No logo")
    upload(panel, application, "../../x.png", content)
    assert code in panel.text
    assert panel.context.request.get(f"{panel.base_url}/logos/{application}.png").status == 404


def upload(panel: Panel, application: str, name: str, content: bytes) -> None:
    panel.go(f"/developers/panel/app/{application}/edit?lang=en")
    panel.page.set_input_files("#logo", {"name": name, "mimeType": "image/png", "buffer": content})
    panel.press("Upload")
