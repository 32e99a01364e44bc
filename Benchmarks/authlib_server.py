"""An authorization server of Authlib and Flask, to measure against: client credentials, each durable, and introspection.

Started by gunicorn with AUTHLIB_DATABASE naming its SQLite file.
"""

import os
import sqlite3
import threading
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask

CLIENT_ID, CLIENT_SECRET, LIFE_SECONDS = "bench", "bench-secret", 21_600
LOCAL = threading.local()


def database() -> sqlite3.Connection:
    """The connection of this thread, as durable as Llavero's."""
    if not hasattr(LOCAL, "connection"):
        LOCAL.connection = sqlite3.connect(os.environ["AUTHLIB_DATABASE"], isolation_level=None, timeout=30)
        LOCAL.connection.execute("PRAGMA journal_mode = WAL")
        LOCAL.connection.execute("PRAGMA synchronous = FULL")
        LOCAL.connection.execute("CREATE TABLE IF NOT EXISTS token (text TEXT PRIMARY KEY, client TEXT, scope TEXT, issued INTEGER)")
    return LOCAL.connection


class Client(ClientMixin):
    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_allowed_scope(self, scope: str) -> str:
        return scope or "read"

    def check_client_secret(self, secret: str) -> bool:
        return secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("client_secret_post", "client_secret_basic")

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"


class Token(TokenMixin):
    def __init__(self, row: tuple):
        self.client_id, self.scope, self.issued = row

    def check_client(self, client: Client) -> bool:
        return self.client_id == client.get_client_id()

    def is_expired(self) -> bool:
        return self.issued + LIFE_SECONDS < time.time()

    def is_revoked(self) -> bool:
        return False


class Grant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "client_secret_basic"]


class Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = ["client_secret_post", "client_secret_basic"]

    def query_token(self, text: str, hint: str) -> Token | None:
        row = database().execute("SELECT client, scope, issued FROM token WHERE text = ?", (text,)).fetchone()
        return Token(row) if row else None

    def check_permission(self, token: Token, client: Client, request: object) -> bool:
        return token.check_client(client)

    def introspect_token(self, token: Token) -> dict:
        return {"active": True, "client_id": token.client_id, "scope": token.scope, "iat": token.issued, "exp": token.issued + LIFE_SECONDS}


def save(token: dict, request: object) -> None:
    database().execute(
        "INSERT INTO token VALUES (?, ?, ?, ?)",
        (token["access_token"], CLIENT_ID, token.get("scope"), int(time.time())),
    )


app = Flask(__name__)
app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"client_credentials": LIFE_SECONDS}
server = AuthorizationServer(app, query_client=lambda name: Client() if name == CLIENT_ID else None, save_token=save)
server.register_grant(Grant)
server.register_endpoint(Introspection)


@app.post("/token")
def token() -> object:
    return server.create_token_response()


@app.post("/introspect")
def introspect() -> object:
    return server.create_endpoint_response(Introspection.ENDPOINT_NAME)
