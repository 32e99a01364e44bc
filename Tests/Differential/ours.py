"""Llavero with the names and the shape that Tests/Support/glewlwyd.py gives the other server."""

import html
import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import glewlwyd
import llavero
import requests
from oauth import Market

HIDDEN = re.compile(r'name="(request|terms|seller)" value="([^"]*)"')


class Ours:
    """An application of a permanent server, and its seller, who is signed in."""

    def __init__(self, data: Path, server: llavero.Server):
        market = Market(data, server, "differential")
        self.client_id, self.client_secret, self.base_url = market.client_id, market.client_secret, market.base_url
        self.token_url = f"{self.base_url}/oauth/token"
        self.introspection_url, self.revocation_url = f"{self.base_url}/oauth/introspect", f"{self.base_url}/oauth/revoke"
        self.pushed_url = f"{self.base_url}/oauth/par"
        self.metadata_url = f"{self.base_url}/.well-known/oauth-authorization-server"
        self.seller = market.browser(market.seller)

    def code(self, agrees: bool = True, **parameters: str | list[str] | None) -> dict[str, str] | glewlwyd.Answer:
        """Asks for a code as the signed-in seller; see `Glewlwyd.code`."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": glewlwyd.REDIRECT,
            "state": "s",
            "scope": " ".join(glewlwyd.SCOPES),
        } | parameters
        given = {name: value for name, value in asked.items() if value is not None}
        page = self.seller.get(f"/authorization?{urlencode(given, doseq=True)}")
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page.text)}
        if page.status_code == 200 and hidden:
            page = self.seller.post("/authorization", page, decision="agree" if agrees else "refuse", **hidden)
        return glewlwyd.sent(self._answer(page))

    def _answer(self, response: requests.Response) -> glewlwyd.Answer:
        location = response.headers.get("Location")
        assert not location or urlsplit(location).path != "/signin", "the seller is signed in"
        return glewlwyd.Answer(response.status_code, location, response.text)
