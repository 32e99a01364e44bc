"""Reading a page changes nothing."""

import hashlib
import time
from urllib.parse import urlencode

import llavero
from marketplace import Marketplace
from test_hostile import SAME, Session, matches, routes

WAIT_SECONDS_MAX = 20
CALLBACK = "https://shop.example/cb"
# What is counted while pages and keys are used: when a session was last seen, and uses of credentials.
COUNTED_COLUMNS, COUNTED_TABLES = {("session", "last_seen_at")}, {"credential_use", "credential_last_use"}


def digests(marketplace: Marketplace) -> dict[str, str]:
    """A digest of each table."""
    found = {}
    for (table,) in marketplace.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        columns = [row[1] for row in marketplace.rows(f"PRAGMA table_info({table})")]
        kept = ", ".join(column for column in columns if (table, column) not in COUNTED_COLUMNS)
        if table not in COUNTED_TABLES:
            rows = sorted(map(repr, marketplace.rows(f"SELECT {kept} FROM {table}")))
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def wait_for_mails(marketplace: Marketplace) -> None:
    """Until what has to be mailed is mailed, which the server does by itself."""
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while marketplace.rows("SELECT id FROM mail"):
        assert time.monotonic() < deadline, "mails are still waiting"
        time.sleep(0.05)


def fill(marketplace: Marketplace) -> tuple[Session, str]:
    """A session in an account in which something of everything waits to be read."""
    owner, other = marketplace.person("reader"), marketplace.person("other")
    number = marketplace.shop(owner, "Read me")["client_id"]
    llavero.command("application", "edit", number, "--data", marketplace.data, "--redirect-url", CALLBACK)
    binned = marketplace.shop(owner, "Thrown away")["client_id"]
    session, friend = (
        Session(marketplace.base_url).sign_in({"email": person.email, "password": person.password})
        for person in (owner, other)
    )

    def send(who: Session, path: str, **fields: str) -> None:
        form = {"csrf": who.token("/developers/panel/app/create")} | fields
        assert who.ask("POST", path, SAME, data=form).status_code in (200, 303), path

    own = f"/developers/panel/app/{number}"
    send(session, f"{own}/production/renew/keys", overlap="24h", generation="1")
    send(session, f"{own}/shares", email=other.email, mode="live", permission="read")
    send(session, f"/developers/panel/app/{binned}/delete")
    send(session, "/settings/account/members", email=other.email, role="viewer")
    send(session, "/developers/panel/test-users", kind="seller", description="Seller", site="MLB", balance="10")
    send(session, "/settings/account/second-factor")
    send(friend, "/developers/panel/shared/requests", email=owner.email)
    send(friend, "/settings/account/members", email=owner.email, role="developer")
    return session, number


def test_reading_every_page_changes_nothing(marketplace: Marketplace) -> None:
    session, number = fill(marketplace)
    wait_for_mails(marketplace)
    request = {"response_type": "code", "client_id": number, "redirect_uri": CALLBACK, "code_challenge_method": "S256"}
    consent = f"/authorization?{urlencode(request | {'code_challenge': 'A' * 43})}"
    places = {":app": number, ":share": "none", ":pair": "keys", ":page": "credentials", ":language": "en", ":code": "x"}
    paths = []
    for pattern in routes("get"):
        for mode in ("production", "test") if ":mode" in pattern else ("",):
            path = pattern.replace(":mode", mode).replace(":file", f"{number}.png")
            for place, value in places.items():
                path = path.replace(place, value)
            assert matches(pattern, path) and ":" not in path, pattern
            paths.append(consent if path == "/authorization" else path)
    assert len(paths) > 25
    before = digests(marketplace)
    for path in paths:
        assert session.ask("GET", path).status_code in (200, 303, 404, 410), path
        # Its repetition, with what a form of the page would send, is no form either.
        assert session.ask("HEAD", path).status_code in (200, 303, 404, 405, 410), path
        session.ask("GET", f"{path}{'&' if '?' in path else '?'}done=closed&csrf=x&lang=pt&proof_password=x&name=Changed&site=MLA")
    changed = {table for table, digest in digests(marketplace).items() if digest != before[table]}
    assert changed == set()
