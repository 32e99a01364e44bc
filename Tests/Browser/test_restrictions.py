"""An owner bounds from where and how often a pair works, and is told what was not understood."""

from pathlib import Path

import requests
from marketplace import Marketplace
from panel import Panel
from playwright.sync_api import Browser
from states import Album

TIMEOUT_SECONDS = 20


def asked(base_url: str, token: str) -> requests.Response:
    return requests.get(f"{base_url}/users/me", headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS)


def test_a_pair_is_bound_to_networks_pages_and_a_rate_and_freed_again(
    browser: Browser, marketplace: Marketplace, pictures: Path, language: str
) -> None:
    owner = marketplace.person(f"bounds.{language}", language)
    shop = marketplace.shop(owner, "Loja Ñandú")
    token = shop["access_token"]
    with Panel(browser, marketplace.base_url, language) as panel:
        album = Album(panel, pictures)
        panel.sign_in(owner)
        panel.go(f"/developers/panel/app/{shop['client_id']}/production")
        panel.page.locator("details.more").first.locator("summary").click()
        panel.page.locator("details.more a", has_text=panel.words("restrictions")).first.click()
        assert panel.says("restrictions_of_pair")
        panel.page.fill("#networks", "my office")
        panel.press("save")
        assert "restrictions_invalid" in panel.text
        assert panel.page.input_value("#networks") == "my office"
        panel.page.fill("#networks", "203.0.113.77/24, 198.51.100.7\n2001:DB8::/48")
        panel.page.fill("#origins", "https://Shop.example:443")
        panel.page.fill("#calls", "600")
        panel.press("save")
        assert panel.says("done_restricted")
        assert panel.page.input_value("#networks") == "203.0.113.0/24\n198.51.100.7\n2001:db8::/48"
        assert panel.page.input_value("#origins") == "https://shop.example"
        album.keep("restrictions")
        refused = asked(marketplace.base_url, token)
        assert refused.status_code == 403 and refused.json()["llavero_code"] == "credential_address_not_allowed"
        for field in ("networks", "origins", "calls"):
            panel.page.fill(f"#{field}", "")
        panel.press("save")
        assert panel.says("done_restricted")
        assert asked(marketplace.base_url, token).status_code == 200


def test_the_pair_of_a_share_is_bound_by_itself(browser: Browser, marketplace: Marketplace) -> None:
    owner = marketplace.person("bounds.share", "en")
    agency = marketplace.person("bounds.agency", "en")
    shop = marketplace.shop(owner, "Shop")
    with Panel(browser, marketplace.base_url) as panel:
        panel.sign_in(owner)
        panel.go(f"/developers/panel/app/{shop['client_id']}/shares")
        panel.page.fill("#email", agency.email)
        panel.press("share_credentials")
        panel.page.locator(".share a", has_text=panel.words("restrictions")).click()
        assert panel.says("restrictions_of_share") and agency.email in panel.text
        panel.page.fill("#networks", "203.0.113.0/24")
        panel.press("save")
        assert panel.says("done_restricted")
    assert asked(marketplace.base_url, shop["access_token"]).status_code == 200
