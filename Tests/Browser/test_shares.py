"""Sharing and requests for access, between two accounts of one server."""

from pathlib import Path

import pytest
import requests
from llavero import Server
from panel import Panel
from playwright.sync_api import Browser
from test_people import FIRST, SECOND, open_first, sign_up

TIMEOUT_SECONDS = 20


@pytest.fixture
def pair(browser: Browser, server: Server):
    """The browsers of an owner with an active application, and of an agency."""
    with Panel(browser, server.base_url) as owner, Panel(browser, server.base_url) as agency:
        open_first(owner, server)
        owner.sign_in(FIRST)
        sign_up(agency, SECOND, Path(server.facts["outbox"]), 0)
        agency.sign_in(SECOND)
        application = owner.create_application("Shared shop")
        owner.activate(application)
        yield owner, agency, application


def me(base_url: str, token: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"{base_url}/users/me", headers=headers, timeout=TIMEOUT_SECONDS)


def shown_token(agency: Panel) -> str:
    agency.go("/developers/panel/shared?lang=en")
    agency.press("Show the Access Token")
    return agency.page.locator("#secret").inner_text()


def test_a_share_is_a_pair_of_its_own_that_either_side_ends(pair: tuple[Panel, Panel, str]) -> None:
    owner, agency, application = pair
    for ends in ("owner", "agency"):
        owner.go(f"/developers/panel/app/{application}/shares?lang=en")
        owner.page.fill("#email", SECOND.email)
        owner.press("Share credentials")
        agency.go("/developers/panel/shared?lang=en")
        assert FIRST.email in agency.text
        agency.press("Accept")
        token = shown_token(agency)
        assert me(owner.base_url, token).json()["email"] == FIRST.email
        if ends == "owner":
            owner.go(f"/developers/panel/app/{application}/shares?lang=en")
            owner.press("Cancel share")
        else:
            agency.go("/developers/panel/shared?lang=en")
            agency.press("Give it back")
        assert me(owner.base_url, token).status_code == 401
    owner.go("/developers/panel/activity?lang=en")
    assert "Share accepted" in owner.text and "Share cancelled" in owner.text


def test_an_agency_asks_and_the_owner_decides(pair: tuple[Panel, Panel, str]) -> None:
    owner, agency, application = pair
    for answer in ("Accept", "Refuse"):
        agency.go("/developers/panel/shared?lang=en")
        agency.page.fill("#email", FIRST.email)
        agency.press("Request credentials")
        owner.go("/settings/account/credentials?lang=en")
        assert SECOND.email in owner.text
        if answer == "Accept":
            # Nothing but reading is chosen for whoever decides.
            assert not owner.page.is_checked("input[value=write]")
            owner.page.check("input[name=mode][value=live]")
        owner.press(answer)
        agency.go("/developers/panel/shared?lang=en")
        assert ("Accepted" if answer == "Accept" else "Refused") in agency.text
    answered = requests.post(
        f"{owner.base_url}/v1/payments",
        headers={"Authorization": f"Bearer {shown_token(agency)}", "X-Idempotency-Key": "k"},
        json={"transaction_amount": 1, "payment_method_id": "pix", "payer": {"email": "a@b.example"}},
        timeout=TIMEOUT_SECONDS,
    )
    assert answered.status_code == 403 and answered.json()["llavero_code"] == "insufficient_scope"


def test_what_cannot_be_shared_is_said_and_the_form_keeps_its_words(pair: tuple[Panel, Panel, str]) -> None:
    owner, _, application = pair
    owner.go(f"/developers/panel/app/{application}/shares?lang=pt")
    owner.page.fill("#email", FIRST.email)
    owner.press("Compartilhar credenciais")
    assert "share_to_self" in owner.text and "proprietário" in owner.text
    assert owner.page.locator("#email").input_value() == FIRST.email
