"""Members, passwords and the second factor, walked in every language."""

from pathlib import Path

import pytest
from marketplace import Marketplace
from panel import Owner, Panel, code
from playwright.sync_api import Browser, Locator
from states import Album

ACCOUNT, DASHBOARD = "/settings/account", "/developers/panel/app"


@pytest.fixture
def person(request: pytest.FixtureRequest, marketplace: Marketplace, language: str) -> Owner:
    return marketplace.person(request.node.originalname[:50], language)


@pytest.fixture
def panel(browser: Browser, marketplace: Marketplace, person: Owner, language: str):
    """The browser of somebody who reads in the language."""
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(person)
        yield panel


@pytest.fixture
def guest(
    request: pytest.FixtureRequest, browser: Browser, marketplace: Marketplace, language: str
):
    """The browser of somebody else."""
    with Panel(browser, marketplace.base_url, language) as guest:
        guest.owner = marketplace.person(f"guest.{request.node.originalname[:40]}", language)
        guest.sign_in(guest.owner)
        yield guest


def invite(panel: Panel, guest: Panel, role: str) -> None:
    panel.go(ACCOUNT)
    panel.page.fill("#member", guest.owner.email)
    panel.page.select_option("#role", role)
    panel.press("invite")
    assert panel.says("done_invited") and panel.says("invited")


def join(guest: Panel) -> None:
    guest.go(ACCOUNT)
    guest.press("accept")
    assert guest.says("done_joined")


def go_on_in(guest: Panel, email: str) -> None:
    """Chooses the account of somebody in the menu of the person."""
    guest.page.locator("details.who summary").click()
    assert guest.words("choose_account") in guest.page.locator("details.who").inner_text()
    guest.submit(guest.page.locator("details.who").get_by_role("button", name=email, exact=True))


def member(panel: Panel, guest: Panel) -> Locator:
    return panel.page.locator("table.rows tr", has_text=guest.owner.email)


def test_a_member_is_invited_joins_works_as_the_role_allows_and_is_removed(
    panel: Panel, guest: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    albums = Album(panel, pictures), Album(guest, pictures)
    own = f"{DASHBOARD}/{marketplace.shop(person, 'Loja Ñandú')['client_id']}"
    invite(panel, guest, "viewer")
    albums[0].keep("member-invited")
    guest.go(DASHBOARD)
    assert guest.says("invites_you") and person.email in guest.text
    albums[1].keep("dashboard-invited")
    join(guest)
    guest.go(DASHBOARD)
    go_on_in(guest, person.email)
    assert guest.says("in_account_of") and "Loja Ñandú" in guest.text
    albums[1].keep("viewer-dashboard")
    for name in ("production", "test", "production/renew/keys", "seal", "shares", "delete", "activity"):
        guest.go(f"{own}/{name}")
        albums[1].keep(f"viewer-{name.replace('/', '-')}")
        assert guest.page.locator("main form").count() == 0, name
    guest.go(f"{own}/test")
    assert guest.says("quick_start_without_keys")
    member(panel, guest).locator("select").select_option("developer")
    panel.submit(member(panel, guest).get_by_role("button", name=panel.words("save"), exact=True))
    assert panel.says("done_member") and member(panel, guest).locator("select").input_value() == "developer"
    guest.go(f"{own}/test")
    assert guest.says("quick_start_explained")
    albums[1].keep("developer-test")
    guest.go(f"{own}/production")
    assert guest.page.locator("[data-kind=access_token] form").count() == 0
    panel.press("remove")
    assert panel.says("done_member") and guest.owner.email not in panel.text
    assert guest.go(own).status == 404
    assert person.email not in guest.page.locator("header").inner_text()


def test_an_invitation_is_refused_and_a_member_leaves(
    panel: Panel, guest: Panel, person: Owner, pictures: Path, language: str
) -> None:
    invite(panel, guest, "developer")
    guest.go(ACCOUNT)
    guest.press("refuse")
    assert guest.says("places_none")
    invite(panel, guest, "developer")
    join(guest)
    Album(guest, pictures).keep("member-of-account")
    guest.press("leave")
    assert guest.says("done_left") and guest.says("places_none")
    panel.go("/developers/panel/activity")
    done = ("member_invited", "member_joined", "member_removed")
    assert [name for name in done if not panel.says(f"action_{name}")] == []


def test_a_password_is_changed_and_other_sessions_end(
    browser: Browser, panel: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    with Panel(browser, marketplace.base_url, language) as other:
        other.sign_in(person)
        panel.go(ACCOUNT)
        panel.page.fill("#password", "another horse battery staple")
        panel.page.fill("#again", "another horse battery stapler")
        panel.press("change_password")
        assert "password_mismatch" in panel.text
        panel.page.fill("#password", "another horse battery staple")
        panel.page.fill("#again", "another horse battery staple")
        panel.press("change_password")
        assert panel.says("done_password")
        Album(panel, pictures).keep("password-changed")
        other.go(DASHBOARD)
        assert "/signin" in other.page.url
        other.sign_in(Owner(person.email, "another horse battery staple"))
        assert other.says("dashboard_empty")


def test_a_second_factor_is_added_asked_for_and_removed(
    browser: Browser, panel: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    album = Album(panel, pictures)
    panel.go(ACCOUNT)
    assert panel.says("factor_explained")
    panel.press("factor_add")
    assert panel.page.locator("main img").get_attribute("alt") == panel.words("factor_picture")
    album.keep("second-factor")
    secret = panel.page.locator("main code.wrap").inner_text()
    # Of a code that is none, whichever codes count now.
    panel.page.fill("#code", "12345")
    panel.press("factor_add")
    assert "code_refused" in panel.text and panel.page.locator("main code.wrap").inner_text() == secret
    panel.page.fill("#code", code(secret))
    panel.press("factor_add")
    assert panel.says("factor_added") and panel.says("backup_codes_explained")
    album.keep("backup-codes")
    backup = panel.page.locator(".codes code").all_inner_texts()
    panel.submit(panel.page.get_by_role("link", name=panel.words("backup_codes_kept"), exact=True))
    assert panel.says("factor_on") and panel.says("backup_codes_left", count=10)
    with Panel(browser, marketplace.base_url, language) as other:
        other.sign_in(person)
        assert other.says("code_title") and other.says("code_explained")
        Album(other, pictures).keep("code")
        other.page.fill("#code", backup[0])
        other.press("continue")
        assert other.says("dashboard_empty")
    marketplace.forget_proofs(person)
    panel.go(ACCOUNT)
    assert panel.says("backup_codes_left", count=9)
    panel.press("factor_remove")
    assert panel.says("proof_title") and panel.says("proof_explained")
    album.keep("proof-with-code")
    panel.page.fill("#proof_code", backup[1])
    panel.prove(person.password)
    assert panel.says("done_factor_removed") and panel.says("factor_explained")


def test_what_needs_a_proof_asks_for_it_and_goes_on_where_it_was(
    panel: Panel, marketplace: Marketplace, person: Owner, pictures: Path, language: str
) -> None:
    album, shop = Album(panel, pictures), marketplace.shop(person, "Loja Ñandú")
    marketplace.forget_proofs(person)
    panel.go(f"{DASHBOARD}/{shop['client_id']}/shares")
    panel.page.fill("#email", "agency@shop.example")
    panel.page.uncheck("input[value=write]")
    panel.press("share_credentials")
    assert panel.says("proof_title")
    album.keep("proof")
    panel.prove("wrong wrong wrong wrong")
    assert panel.page.get_by_role("alert").count() == 1 and panel.says("proof_title")
    album.keep("proof-refused")
    panel.prove(person.password)
    assert panel.says("done_offered") and "agency@shop.example" in panel.text
    item = panel.page.locator(".item.share").inner_text()
    assert panel.words("permission_read") in item and panel.words("permission_write") not in item
