"""A permanent server with people and applications of its own, whose database can be seen and changed behind its back."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import llavero
from panel import PASSWORD, Owner

SITES = {"en": "MLB", "es": "MLA", "pt": "MLB"}


@dataclass(frozen=True)
class Marketplace:
    data: Path
    server: llavero.Server

    @property
    def base_url(self) -> str:
        return self.server.base_url

    def person(self, name: str, language: str = "en") -> Owner:
        """Somebody with an account in a country where the language is spoken."""
        owner = Owner(f"{name}@{language}.example", PASSWORD)
        where = ("--data", self.data, "--site", SITES[language], "--email", owner.email, "--password-stdin")
        llavero.command("account", "create", *where, stdin=f"{PASSWORD}\n")
        return owner

    def shop(self, owner: Owner, name: str) -> dict:
        """An application whose production is active, with its credentials as the command line prints them once."""
        account = self.rows("SELECT id FROM account WHERE email = ?", owner.email)[0][0]
        what = ("--account", account, "--name", name, "--product", "checkout_api_payments")
        shop = llavero.command("application", "create", "--data", self.data, *what)
        activation = ("--industry", "retail", "--website", "https://shop.example")
        llavero.command("application", "activate", shop["client_id"], "--data", self.data, *activation)
        return shop

    def rows(self, statement: str, *values: object) -> list[tuple]:
        database = sqlite3.connect(f"file:{self.data / 'llavero.sqlite'}?mode=ro", uri=True, timeout=10)
        try:
            return database.execute(statement, values).fetchall()
        finally:
            database.close()

    def change(self, statement: str, *values: object) -> None:
        database = sqlite3.connect(self.data / "llavero.sqlite", timeout=10)
        try:
            with database:
                assert database.execute(statement, values).rowcount > 0, statement
        finally:
            database.close()

    def forget_proofs(self, owner: Owner) -> None:
        """Makes the last proof of who somebody is older than it counts."""
        long_ago = int(time.time() * 1000) - 3_600_000
        self.change(
            "UPDATE session SET proven_at = ? WHERE account_id IN (SELECT id FROM account WHERE email = ?)",
            *(long_ago, owner.email),
        )
