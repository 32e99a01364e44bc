"""Test accounts and the check of credentials, walked in every language; the first calls as the panel words them."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from llavero import ROOT
from marketplace import Marketplace
from panel import Owner, Panel
from playwright.sync_api import Browser, Locator
from states import Album

TIMEOUT_SECONDS = 30
# What runs a text of the quick start, and the name of its file.
PROGRAMS = {
    "curl": (["sh"], "first.sh"),
    "Python": ([str(ROOT / ".venv-sdk/bin/python")], "first.py"),
    "Node.js": (["node"], "first.mjs"),
}
# What takes a larger toolchain is run in the long profile.
if os.environ.get("LONG"):
    PROGRAMS |= {
        "PHP": (["php"], "first.php"),
        "Ruby": (["ruby"], "first.rb"),
        "Java": (["java"], "First.java"),
        "Go": (["go", "run"], "first.go"),
        ".NET": (["sh", "-c", 'mcs -r:System.Net.Http "$0" && mono First.exe'], "First.cs"),
    }
PENDING = re.compile(r"""\bstatus['"]?: ?['"]pending['"]""")


@pytest.fixture
def person(request: pytest.FixtureRequest, marketplace: Marketplace, language: str) -> Owner:
    return marketplace.person(request.node.originalname[:50], language)


@pytest.fixture
def panel(browser: Browser, marketplace: Marketplace, person: Owner, language: str):
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(person)
        yield panel


def card(panel: Panel) -> Locator:
    return panel.page.locator(".testaccount", has_text="Vendedor Ñandú")


def password(panel: Panel) -> str:
    return card(panel).locator(".string code").inner_text()


def create_test_account(panel: Panel) -> Owner:
    panel.go("/developers/panel/test-users")
    panel.page.fill("#description", "Vendedor Ñandú")
    panel.page.fill("#balance", "1500,50")
    panel.press("create_test_account")
    assert panel.says("done_test_account")
    return Owner(card(panel).locator("code.wrap").inner_text(), password(panel))


def test_a_test_account_is_created_gets_money_and_a_password_and_is_deleted(
    panel: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    album = Album(panel, pictures)
    first = create_test_account(panel)
    assert "1.500,50" in card(panel).inner_text() and panel.says("test_kind_seller")
    album.keep("test-account")
    panel.press("new_test_password")
    assert panel.says("done_test_password") and password(panel) != first.password
    card(panel).locator("details.old summary").click()
    card(panel).locator("[name=amount]").fill("99,50")
    album.keep("test-account-edited")
    panel.press("save")
    assert panel.says("done_test_saved") and "1.600,00" in card(panel).inner_text()
    marketplace.forget_proofs(person)
    panel.press("delete_test_account")
    assert panel.says("proof_title")
    panel.prove(person.password)
    assert panel.says("done_test_deleted") and card(panel).count() == 0


def test_the_seller_of_a_test_account_pays_with_the_quick_start_of_production(
    browser: Browser, panel: Panel, marketplace: Marketplace, pictures: Path, tmp_path: Path, language: str
) -> None:
    seller = create_test_account(panel)
    with Panel(browser, marketplace.base_url, language) as other:
        other.sign_in(seller)
        application = other.create_application("Loja Ñandú", "checkout_pro")
        other.go(f"/developers/panel/app/{application}/production")
        assert other.says("mode_test_explained") and other.says("quick_start_explained")
        assert "TEST-" in other.text and "APP_USR-" not in other.text
        Album(other, pictures).keep("test-account-production")
        with other.page.expect_download() as download:
            other.page.get_by_role("link", name=other.words("env_download"), exact=True).click()
        assert "ACCESS_TOKEN=TEST-" in download.value.path().read_text()
        assert PENDING.search(run(other, "curl", tmp_path))
        other.go("/developers/panel/test-users")
        assert other.says("test_accounts_nested")


def test_the_doctor_advises_in_the_language_and_shows_no_secret(
    panel: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    shop = marketplace.shop(person, "Loja Ñandú")
    panel.go("/developers/panel/doctor")
    panel.page.fill("#text", f"NEXT_PUBLIC_KEY={shop['access_token']}\nclient_secret={shop['client_secret']}")
    panel.press("doctor_check")
    assert panel.says("doctor_report") and panel.says("doctor_public_text") and panel.says("line", number=2)
    assert panel.says("state_active", name="Loja Ñandú")
    Album(panel, pictures).keep("doctor-report")
    assert not [secret for secret in (shop["access_token"], shop["client_secret"]) if secret in panel.page.content()]


def run(panel: Panel, name: str, folder: Path) -> str:
    """What a text of the quick start prints, run unchanged."""
    snippet = panel.page.locator("details.snippet", has=panel.page.locator("summary", has_text=name))
    program, file = PROGRAMS[name]
    (folder / file).write_text(snippet.locator("pre").text_content())
    finished = subprocess.run([*program, file], cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.mark.parametrize("language", ["en"])
def test_every_text_of_the_quick_start_pays_as_it_stands(
    panel: Panel, marketplace: Marketplace, person: Owner, tmp_path: Path, language: str
) -> None:
    shop = marketplace.shop(person, "Quick start")
    panel.go(f"/developers/panel/app/{shop['client_id']}/test")
    printed = {name: run(panel, name, tmp_path) for name in PROGRAMS}
    assert [text for text in printed.values() if not PENDING.search(text)] == []
