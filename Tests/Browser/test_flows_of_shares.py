"""Sharing and requests for access, walked by both sides in every language."""

from pathlib import Path

import pytest
import requests
from marketplace import Marketplace
from panel import Owner, Panel
from playwright.sync_api import Browser
from states import Album

TIMEOUT_SECONDS = 20
SHARED, RECEIVED = "/settings/account/credentials", "/developers/panel/shared"


@pytest.fixture
def sides(request: pytest.FixtureRequest, browser: Browser, marketplace: Marketplace, language: str):
    """An owner with an active application and an agency, each with a browser."""
    name = request.node.originalname[:40]
    people = [marketplace.person(f"{side}.{name}", language) for side in ("owner", "agency")]
    shop = marketplace.shop(people[0], "Loja Ñandú")
    with (
        Panel(browser, marketplace.base_url, language) as owner,
        Panel(browser, marketplace.base_url, language) as agency,
    ):
        owner.sign_in(people[0])
        agency.sign_in(people[1])
        yield owner, agency, shop["client_id"], people


def status(panel: Panel, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"{panel.base_url}/users/me", headers=headers, timeout=TIMEOUT_SECONDS).status_code


def offer(owner: Panel, application: str, to: Owner) -> None:
    owner.go(f"/developers/panel/app/{application}/shares")
    owner.page.fill("#email", to.email)
    owner.press("share_credentials")
    assert owner.says("done_offered") and owner.says("share_offered")


def accept(agency: Panel) -> None:
    agency.go(RECEIVED)
    agency.press("accept")
    assert agency.says("done_accepted")


def shown_token(agency: Panel) -> str:
    agency.press("show_access_token")
    assert agency.says("reveal_title") and agency.says("access_token_never")
    return agency.page.locator("#secret").inner_text()


def test_a_share_is_offered_refused_accepted_and_cancelled(
    sides: tuple[Panel, Panel, str, list[Owner]], pictures: Path, language: str
) -> None:
    owner, agency, application, people = sides
    albums = Album(owner, pictures), Album(agency, pictures)
    agency.go(RECEIVED)
    assert agency.says("shared_none")
    offer(owner, application, people[1])
    albums[0].keep("share-offered")
    agency.go(RECEIVED)
    assert agency.says("offer_from") and people[0].email in agency.text
    albums[1].keep("offer")
    agency.press("refuse")
    assert agency.says("done_refused") and agency.says("share_refused")
    offer(owner, application, people[1])
    accept(agency)
    albums[1].keep("share-active")
    token = shown_token(agency)
    albums[1].keep("share-revealed")
    assert status(agency, token) == 200
    owner.go(f"/developers/panel/app/{application}/shares")
    assert owner.says("share_active")
    albums[0].keep("shares-active")
    owner.press("cancel_share")
    assert owner.says("done_cancelled") and owner.says("share_cancelled")
    assert status(agency, token) == 401
    agency.go(RECEIVED)
    assert agency.says("share_cancelled")
    albums[1].keep("share-past")


def test_a_share_is_given_back(sides: tuple[Panel, Panel, str, list[Owner]], language: str) -> None:
    owner, agency, application, people = sides
    offer(owner, application, people[1])
    accept(agency)
    token = shown_token(agency)
    agency.go(RECEIVED)
    agency.press("return_share")
    assert agency.says("done_cancelled")
    assert status(agency, token) == 401
    owner.go("/developers/panel/activity")
    done = ("share_offered", "share_accepted", "share_cancelled")
    assert [name for name in done if not owner.says(f"action_{name}")] == []


def test_a_request_for_access_is_granted_and_refused(
    sides: tuple[Panel, Panel, str, list[Owner]], pictures: Path, language: str
) -> None:
    owner, agency, _, people = sides
    albums = Album(owner, pictures), Album(agency, pictures)
    ask(agency, people[0])
    albums[1].keep("request-made")
    owner.go("/developers/panel/app")
    assert owner.says("requests_waiting_note")
    albums[0].keep("dashboard-request")
    owner.page.get_by_role("link", name=owner.words("answer_it"), exact=True).click()
    owner.button("accept").wait_for()
    assert owner.says("requests_waiting") and people[1].email in owner.text
    albums[0].keep("request-waiting")
    owner.page.check("input[name=mode][value=live]")
    owner.press("accept")
    assert owner.says("done_granted") and not owner.says("requests_waiting")
    agency.go(RECEIVED)
    assert agency.says("request_granted")
    assert status(agency, shown_token(agency)) == 200
    ask(agency, people[0])
    owner.go(SHARED)
    owner.press("refuse")
    assert owner.says("done_refused")
    agency.go(RECEIVED)
    assert agency.says("request_refused")
    albums[1].keep("requests-decided")
    owner.go("/developers/panel/activity")
    done = ("access_requested", "access_granted", "access_refused")
    assert [name for name in done if not owner.says(f"action_{name}")] == []


def ask(agency: Panel, owner: Owner) -> None:
    agency.go(RECEIVED)
    agency.page.fill("#email", owner.email)
    agency.press("request_credentials")
    assert agency.says("done_requested") and agency.says("request_pending")
