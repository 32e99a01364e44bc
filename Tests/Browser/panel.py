"""The panel as a person with a browser uses it."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from catalogue import label, labels
from playwright.sync_api import Browser, Locator, Page, Response

PASSWORD = "correct horse battery staple"
MAIL_SECONDS_MAX = 20


@dataclass(frozen=True)
class Owner:
    email: str
    password: str


class Panel:
    """One browser with its own cookies, which reads in a language until a page is asked for in another."""

    def __init__(self, browser: Browser, base_url: str, language: str = "en", **options: object):
        self.base_url, self.language, self.errors = base_url, language, []
        self.context = browser.new_context(**options)
        self.context.add_cookies([{"name": "llavero-language", "value": language, "url": base_url}])
        self.context.set_default_timeout(8_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note)

    def _note(self, message: object) -> None:
        # A refusal's own status is reported as an error too; what matters are scripts and blocked content.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.errors.append(message.text)

    def __enter__(self) -> "Panel":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.errors == [], "\n".join(self.errors)

    def go(self, path: str) -> Response:
        return self.page.goto(self.base_url + path)

    def sign_in(self, owner: Owner, to: str = "/developers/panel/app") -> None:
        self.go(f"/signin?to={to}")
        self.page.fill("#email", owner.email)
        self.page.fill("#password", owner.password)
        self.press("sign_in")

    def words(self, text: str, **values: object) -> str:
        """A text of the catalogue in the panel's language; what is no key is the text itself."""
        return label(text, self.language, **values) if text in labels() else text

    def says(self, key: str, **values: object) -> bool:
        """Whether the page has a text of the catalogue."""
        return label(key, self.language, **values) in self.text

    def button(self, text: str) -> Locator:
        """The first button with a label, given as it is or by its key."""
        return self.page.get_by_role("main").get_by_role("button", name=self.words(text), exact=True).first

    def press(self, text: str) -> None:
        self.submit(self.button(text))

    def submit(self, button: Locator) -> None:
        """Presses a button that leads to another page, and waits for that page."""
        with self.page.expect_navigation():
            button.click()

    def prove(self, password: str) -> None:
        """Fills the form that asks who it is."""
        self.page.fill("#proof_password", password)
        self.press("continue")

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def create_application(self, name: str, product: str = "checkout_api_payments") -> str:
        """Walks through the steps; gives the application's number."""
        self.go("/developers/panel/app/create")
        self.page.fill("#name", name)
        self.press("continue")
        self.page.check(f"input[value={product}]")
        self.press("continue")
        self.page.check("input[name=terms]")
        self.page.check("input[name=privacy]")
        self.press("create_application")
        return self.page.url.split("?")[0].rsplit("/", 1)[1]

    def activate(self, application: str) -> None:
        self.go(f"/developers/panel/app/{application}/production")
        self.page.select_option("#industry", "retail")
        self.page.fill("#website", "https://shop.example")
        self.page.check("input[name=terms]")
        self.page.check("input[name=privacy]")
        self.press("activate_production")

    def reveal(self, application: str, kind: str) -> str:
        """The plain text of a production credential."""
        self.go(f"/developers/panel/app/{application}/production")
        self.submit(self.page.locator(f"[data-kind={kind}] form button").first)
        return self.page.locator("#secret").inner_text()


def mails(outbox: Path, count: int) -> list[str]:
    """The texts of the first mails, once there are so many."""
    deadline = time.monotonic() + MAIL_SECONDS_MAX
    while True:
        files = sorted(outbox.glob("*.txt")) if outbox.exists() else []
        if len(files) >= count:
            return [file.read_text() for file in files]
        assert time.monotonic() < deadline, f"{len(files)} mails of {count} came in {MAIL_SECONDS_MAX} s"
        time.sleep(0.05)


def link(mail: str) -> str:
    """The path of the first link in a mail that leads to something to be done once."""
    lines = [line for line in mail.splitlines() if line.startswith("http") and len(line.rsplit("/", 1)[1]) == 58]
    return "/" + lines[0].split("/", 3)[3]


def code(secret: str, steps: int = 0) -> str:
    """The one-time code of now, or some steps later (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
