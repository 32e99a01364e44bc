"""Mails as a submission server receives them."""

import email
import email.policy
import socket
import socketserver
import threading
import time
from pathlib import Path

import llavero
import pytest
from marketplace import Marketplace
from panel import link, mails
from test_hostile import SAME, Session

WAIT_SECONDS_MAX = 20


class Submission(socketserver.ThreadingTCPServer):
    """Takes mails and keeps them."""

    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails: list[tuple[str, email.message.EmailMessage]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def first(self) -> tuple[str, email.message.EmailMessage]:
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while not self.mails:
            assert time.monotonic() < deadline, "no mail came"
            time.sleep(0.05)
        return self.mails[0]


class Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a submission needs."""

    def handle(self) -> None:
        self.say("220 ready")
        recipient = ""
        while line := self.rfile.readline().decode().strip():
            command = line.split(":")[0].split(" ")[0].upper()
            if command == "RCPT":
                recipient = line.split("<")[1].rstrip(">")
            if command == "DATA":
                self.say("354 go on")
                self.server.mails.append((recipient, self.message()))
                self.say("250 taken")
            elif command == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")

    def message(self) -> email.message.EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def ask_for_account(server: llavero.Server, address: str) -> None:
    session = Session(server.base_url)
    form = {"csrf": session.token("/signup"), "email": address, "site": "MLB"}
    assert session.ask("POST", "/signup", SAME, data=form).status_code == 200


def test_a_mail_reaches_the_submission_server_and_its_link_is_nowhere_else(tmp_path: Path) -> None:
    with Submission() as submission:
        settings = {"LLAVERO_MAIL_SERVER": submission.address, "LLAVERO_MAIL_SENDER": "keys@platform.example"}
        with llavero.serve(tmp_path / "data", tmp_path / "logs", **settings) as server:
            assert "outbox" not in server.facts
            ask_for_account(server, "bia@shop.example")
            recipient, mail = submission.first()
            assert recipient == "bia@shop.example" and mail["To"] == "bia@shop.example"
            assert "keys@platform.example" in mail["From"] and mail["Subject"] == "Abra sua conta"
            assert f"{server.base_url}/signup/" in mail.get_content()
            assert server.stop() == 0
        # What opens an account is in the mail alone: neither in the log nor in the database.
        link = next(line for line in mail.get_content().splitlines() if "/signup/" in line)
        code = link.rsplit("/", 1)[1]
        for path in [*(tmp_path / "data").glob("llavero.sqlite*"), tmp_path / "logs" / "stderr"]:
            assert code.encode() not in path.read_bytes()


BASE = "https://keys.platform.example"


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory):
    """A server that is reached under an address of its own, with mails as files, and where it listens."""
    folder = tmp_path_factory.mktemp("proxy")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ("serve", "--data", folder / "data", "--port", port)
    with llavero.Server(folder / "logs", *command, settings={"LLAVERO_BASE_URL": BASE}) as server:
        yield Marketplace(folder / "data", server), f"http://127.0.0.1:{port}"
        assert server.stop() == 0


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("plain", {}), ("host", {"Host": "evil.example"}), ("port", {"Host": "keys.platform.example:666"}),
        ("forwarded-host", {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}),
        ("forwarded", {"Forwarded": "host=evil.example;proto=http"}), ("original", {"X-Original-Host": "evil.example"}),
    ],
)
def test_the_link_of_a_reset_leads_to_the_configured_address_whatever_a_request_says(
    behind_proxy: tuple[Marketplace, str], name: str, headers: dict
) -> None:
    marketplace, address = behind_proxy
    owner, outbox = marketplace.person(name), Path(marketplace.server.facts["outbox"])
    earlier = len(list(outbox.glob("*.txt"))) if outbox.exists() else 0
    session = Session(address)
    form = {"csrf": session.token("/reset"), "email": owner.email}
    answer = session.ask("POST", "/reset", SAME | headers, data=form)
    assert answer.status_code == 200 and "evil.example" not in answer.text
    mail = mails(outbox, earlier + 1)[earlier]
    assert f"{BASE}{link(mail)}" in mail.splitlines() and "evil.example" not in mail and ":666" not in mail
