"""The life of an application and of its pairs, walked in every language."""

import re
from pathlib import Path

import pytest
import requests
from marketplace import Marketplace
from panel import Owner, Panel
from playwright.sync_api import Browser, Locator
from states import Album

TIMEOUT_SECONDS = 20
PYTHON, NODE = "MercadoPago Python SDK v3.6.0", "MercadoPago Node.js SDK v3.3.0 (node v20.20.2)"
# Names of the source that are words of no language but English.
RAW = re.compile(r"\b(live|test|keys|client|access_token|client_secret|24h|7d|until_unused|requested|leaked)\b")


def status(base_url: str, token: str, agent: str = PYTHON) -> int:
    headers = {"Authorization": f"Bearer {token}", "User-Agent": agent}
    return requests.get(f"{base_url}/users/me", headers=headers, timeout=TIMEOUT_SECONDS).status_code


@pytest.fixture
def seller(request: pytest.FixtureRequest, marketplace: Marketplace, language: str) -> Owner:
    return marketplace.person(request.node.originalname[:50], language)


@pytest.fixture
def panel(browser: Browser, marketplace: Marketplace, seller: Owner, language: str):
    """The browser of a seller who reads in the language."""
    with Panel(browser, marketplace.base_url, language) as panel:
        panel.sign_in(seller)
        yield panel


def consent(panel: Panel) -> None:
    panel.page.check("input[name=terms]")
    panel.page.check("input[name=privacy]")


def test_an_application_is_created_activated_shown_and_sealed(
    panel: Panel, pictures: Path, language: str
) -> None:
    album = Album(panel, pictures)
    album.keep("dashboard-empty")
    assert panel.says("dashboard_empty")
    panel.go("/developers/panel/app/create")
    assert panel.says("create_step", number=1, count=3)
    panel.page.fill("#name", "Loja Ñandú")
    panel.press("continue")
    assert panel.says("create_step", number=2, count=3)
    album.keep("create-product")
    panel.press("back")
    assert panel.page.input_value("#name") == "Loja Ñandú"
    panel.press("continue")
    panel.page.check("input[value=checkout_api_payments]")
    panel.press("continue")
    album.keep("create-consent")
    consent(panel)
    panel.press("create_application")
    assert panel.says("done_created") and panel.says("production_inactive")
    production = f"{panel.page.url.split('?')[0].removeprefix(panel.base_url)}/production"
    panel.go(production)
    album.keep("production-inactive")
    panel.page.select_option("#industry", "retail")
    panel.page.fill("#website", "https://shop.example")
    consent(panel)
    panel.press("activate_production")
    assert panel.says("done_activated")
    panel.submit(panel.page.locator("[data-kind=access_token] form button").first)
    assert panel.says("access_token_never") and panel.says("reveal_hidden_again")
    album.keep("revealed")
    token = panel.page.locator("#secret").inner_text()
    assert status(panel.base_url, token) == 200
    panel.submit(panel.page.get_by_role("link", name=panel.words("hide"), exact=True))
    assert token not in panel.page.content()
    panel.page.get_by_role("link", name=panel.words("seal"), exact=True).click()
    panel.button("seal").wait_for()
    assert panel.says("seal_warning")
    panel.press("seal")
    assert panel.says("done_sealed") and panel.says("sealed_since")
    album.keep("sealed")
    assert panel.page.locator("[data-kind=access_token] form button").count() == 0
    assert status(panel.base_url, token) == 200


def test_a_renewal_is_extended_undone_and_closed(
    panel: Panel, marketplace: Marketplace, seller: Owner, pictures: Path, language: str
) -> None:
    album, shop = Album(panel, pictures), marketplace.shop(seller, "Loja da esquina")
    old, production = shop["access_token"], f"/developers/panel/app/{shop['client_id']}/production"
    board = f"{production}/renew/keys"
    panel.go(board)
    assert panel.says("callers_none")
    assert {status(panel.base_url, old, agent) for agent in (PYTHON, NODE)} == {200}
    panel.go(board)
    assert panel.says("callers_explained") and "50 %" in panel.text
    album.keep("renew-choose")
    panel.page.check("input[value='24h']")
    panel.press("renew_now")
    assert panel.says("renewed_overlap")
    album.keep("renewed")
    new = panel.page.locator(".string code").nth(1).inner_text()
    assert (status(panel.base_url, old, NODE), status(panel.base_url, new)) == (200, 200)
    panel.go(production)
    assert panel.says("overlap_running")
    panel.page.locator("details.old summary").first.click()
    album.keep("production-overlapping")
    panel.go(board)
    assert [states(panel, name) for name in ("Python", "Node")] == [[panel.words("moved")], [panel.words("not_moved")]]
    album.keep("board")
    assert longer(panel) == [panel.words(f"overlap_{name}") for name in ("24h", "7d", "until_unused")]
    panel.page.select_option("#longer", "7d")
    panel.press("extend")
    assert panel.says("done_extended")
    panel.press("undo")
    assert panel.says("done_undone") and panel.says("overlap_undone")
    album.keep("board-undone")
    assert [states(panel, name) for name in ("Python", "Node")] == [[panel.words("not_moved")], [panel.words("moved")]]
    panel.press("close_now")
    assert panel.says("done_closed")
    assert (status(panel.base_url, new), status(panel.base_url, old)) == (401, 200)


def states(panel: Panel, agent: str) -> list[str]:
    """Whether a caller has moved, as the board says."""
    return panel.page.locator("table.rows tbody tr", has_text=agent).locator(".badge").all_inner_texts()


def longer(panel: Panel) -> list[str]:
    return panel.page.locator("#longer option").all_inner_texts()


def test_a_pair_that_leaked_is_replaced_at_once(
    panel: Panel, marketplace: Marketplace, seller: Owner, pictures: Path, language: str
) -> None:
    album, shop = Album(panel, pictures), marketplace.shop(seller, "Loja da praça")
    panel.go(f"/developers/panel/app/{shop['client_id']}/production/renew/keys")
    panel.press("leaked_button")
    assert panel.says("renewed_at_once")
    album.keep("replaced")
    new = panel.page.locator(".string code").nth(1).inner_text()
    assert (status(panel.base_url, shop["access_token"]), status(panel.base_url, new)) == (401, 200)
    panel.go(f"/developers/panel/app/{shop['client_id']}/test/renew/keys")
    panel.page.check("input[value=none]")
    panel.press("renew_now")
    assert panel.says("renewed_at_once")
    assert status(panel.base_url, shop["test_access_token"]) == 401


def test_a_deleted_application_waits_in_the_bin_and_comes_back(
    panel: Panel, marketplace: Marketplace, seller: Owner, pictures: Path, language: str
) -> None:
    album, shop = Album(panel, pictures), marketplace.shop(seller, "Loja da ponte")
    panel.go(f"/developers/panel/app/{shop['client_id']}/delete")
    assert panel.says("delete_explained")
    panel.press("delete_application")
    assert panel.says("done_deleted") and panel.says("restorable_until")
    album.keep("bin")
    assert status(panel.base_url, shop["access_token"]) == 403
    panel.go(f"/developers/panel/app/{shop['client_id']}")
    assert panel.says("application_in_bin")
    album.keep("application-in-bin")
    panel.go("/developers/panel/app")
    panel.press("restore")
    assert panel.says("done_restored")
    assert status(panel.base_url, shop["access_token"]) == 200


def test_the_activity_is_worded_in_the_language_of_the_reader(
    panel: Panel, marketplace: Marketplace, seller: Owner, pictures: Path, language: str
) -> None:
    album, shop = Album(panel, pictures), marketplace.shop(seller, "Loja do porto")
    board = f"/developers/panel/app/{shop['client_id']}/production/renew/keys"
    for overlap, after in (("24h", ["extend", "undo", "close_now"]), ("until_unused", []), (None, ["leaked_button"])):
        panel.go(board)
        if overlap:
            panel.page.check(f"input[value='{overlap}']")
            panel.press("renew_now")
        for button in after:
            panel.go(board)
            panel.press(button)
    panel.reveal(shop["client_id"], "client_secret")
    panel.go("/developers/panel/activity")
    album.keep("activity")
    done = [
        "application_created", "application_activated", "credential_renewed", "renewal_extended", "renewal_undone",
        "renewal_closed", "credential_replaced_as_leaked", "credential_revealed", "session_opened",
    ]
    assert [name for name in done if not panel.says(f"action_{name}")] == []
    panel.go(f"/developers/panel/app/{shop['client_id']}/activity")
    album.keep("activity-of-application")
    details = panel.page.locator("table.rows td:nth-child(4)").all_inner_texts()
    assert panel.words("pair_keys") in " ".join(details) and panel.words("overlap_24h") in " ".join(details)
    if language != "en":
        assert [text for text in details if RAW.search(text)] == []


def test_the_two_routes_show_the_same_strings_whole_and_during_an_overlap(
    browser: Browser, marketplace: Marketplace
) -> None:
    seller = marketplace.person("two-routes")
    shop = marketplace.shop(seller, "Two routes")
    marketplace.shop(seller, "Another shop")
    with Panel(browser, marketplace.base_url) as panel:
        panel.sign_in(seller)
        routes = (f"/developers/panel/app/{shop['client_id']}/production", "/settings/account/credentials")
        assert strings(panel, routes[0], shop) == strings(panel, routes[1], shop)
        assert [revealed(panel, route, shop) for route in routes] == [shop["access_token"]] * 2
        panel.go(f"{routes[0]}/renew/keys")
        panel.page.check("input[value='24h']")
        panel.press("renew_now")
        new = panel.page.locator(".string code").nth(1).inner_text()
        assert new != shop["access_token"]
        during = [strings(panel, route, shop) for route in routes]
        assert during[0] == during[1] and len(during[0]) == 6
        assert [revealed(panel, route, shop) for route in routes] == [new] * 2
        assert revealed(panel, routes[1], shop, "details.old ") == shop["access_token"]


def part(panel: Panel, route: str, shop: dict) -> Locator:
    """Where a route shows the application."""
    panel.go(route)
    if "/settings" not in route:
        return panel.page.locator("main")
    part = panel.page.locator("details.application", has=panel.page.locator("summary", has_text=shop["client_id"]))
    part.evaluate("details => { details.open = true }")
    return part


def strings(panel: Panel, route: str, shop: dict) -> list[str]:
    return part(panel, route, shop).locator(".string > code").all_text_contents()


def revealed(panel: Panel, route: str, shop: dict, within: str = "") -> str:
    """The plain Access Token that a route shows when it is asked to."""
    for details in (found := part(panel, route, shop)).locator("details.old").all():
        details.evaluate("details => { details.open = true }")
    panel.submit(found.locator(f"{within}[data-kind=access_token] form button").first)
    assert panel.page.get_by_role("link", name=panel.words("hide"), exact=True).get_attribute("href") == route
    return panel.page.locator("#secret").inner_text()
