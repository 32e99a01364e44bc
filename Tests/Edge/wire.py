"""Speaks HTTP/1.1 byte by byte, so that nothing repairs a malformed request on its way."""

import json
import socket
import time
from dataclasses import dataclass

ANSWER_SECONDS_MAX = 30
CLOSE_SECONDS_MAX = 1
CHUNK_BYTES = 65_536


class NoReply(Exception):
    """The server closed the connection without a complete answer."""


@dataclass(frozen=True)
class Reply:
    """One answer, as it was on the wire."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.headers if each.lower() == name.lower()]

    def header(self, name: str) -> str | None:
        return ", ".join(self.values(name)) or None

    def json(self):
        return json.loads(self.body)


class Connection:
    """One TCP connection to the server; closed at the end of its `with`."""

    def __init__(self, address: tuple[str, int]):
        self.socket = socket.create_connection(address, timeout=ANSWER_SECONDS_MAX)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.unread = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> "Connection":
        """Sends what the server takes: it may answer and close before it has read everything."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return self

    def end_of_requests(self) -> "Connection":
        """Tells the server that nothing more will be sent; answers can still be read."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return self

    def reply(self, *, to_head: bool = False) -> Reply:
        """The next answer, interim ones (1xx) left out; an answer to HEAD has no body."""
        head = self._until(b"\r\n\r\n")
        first, *lines = head[:-4].decode("latin-1").split("\r\n")
        version, status = first.split(" ", 2)[:2]
        assert version == "HTTP/1.1", first
        headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
        length = sum(int(value) for name, value in headers if name.lower() == "content-length")
        if 100 <= int(status) < 200:
            return self.reply(to_head=to_head)
        body = b"" if to_head else self._exactly(length)
        return Reply(int(status), headers, body, head + body)

    def rest(self, seconds: float = CLOSE_SECONDS_MAX) -> tuple[bytes, bool]:
        """What else the server sends in this time, and whether it closed the connection."""
        deadline = time.monotonic() + seconds
        while self._receive(deadline - time.monotonic()):
            pass
        data, self.unread = self.unread, b""
        return data, self.is_closed

    def wait(self, seconds: float) -> bool:
        """Waits for the server to close the connection; whether it did."""
        return self.rest(seconds)[1]

    is_closed = False

    def _receive(self, seconds: float) -> bool:
        """Reads once; false when the time is over or the connection is."""
        if self.is_closed or seconds <= 0:
            return False
        self.socket.settimeout(seconds)
        try:
            data = self.socket.recv(CHUNK_BYTES)
        except TimeoutError:
            return False
        except ConnectionResetError:
            data = b""
        self.is_closed = not data
        self.unread += data
        return not self.is_closed

    def _until(self, mark: bytes) -> bytes:
        self._read(lambda: mark in self.unread)
        return self._take(self.unread.index(mark) + len(mark))

    def _exactly(self, count: int) -> bytes:
        self._read(lambda: len(self.unread) >= count)
        return self._take(count)

    def _read(self, is_enough) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS_MAX
        while not is_enough():
            if not self._receive(deadline - time.monotonic()):
                raise NoReply(f"closed: {self.is_closed}, received: {self.unread[:200]!r}")

    def _take(self, count: int) -> bytes:
        data, self.unread = self.unread[:count], self.unread[count:]
        return data
