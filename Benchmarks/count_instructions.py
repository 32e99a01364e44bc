"""Counts the instructions that one request takes: a figure that a busy machine does not change.

It says nothing of the kernel, of locks or of memory, so it compares two builds, not two servers.
Usage: count_instructions.py LLAVERO LLAVERO_BENCH [REQUESTS]
"""

import http.client
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from dataclasses import dataclass, field

from measure import start_sandbox, stop

SECRET = "s" * 40
WARM_UP = 200
TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Target:
    """A request that is made again and again on one connection."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    status: int = 200

    def ask(self, times: int) -> None:
        body = (self.body or "").encode()
        headers = {"Host": "127.0.0.1", **self.headers} | ({"Content-Length": str(len(body))} if body else {})
        lines = [f"{'POST' if body else 'GET'} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        request = "\r\n".join([*lines, "", ""]).encode() + body
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS) as connection:
            for _ in range(times):
                # In one piece, as clients send what is small.
                connection.sendall(request)
                answer = http.client.HTTPResponse(connection)
                answer.begin()
                answer.read()
                if answer.status != self.status:
                    raise SystemExit(f"{self.path} answered {answer.status}")


def port(url: str) -> int:
    return int(re.search(r":(\d+)(/|$)", url)[1])


def targets(facts: dict) -> dict[str, Target]:
    proof = {"client_id": str(facts["client_id"]), "client_secret": facts["client_secret"]}
    main = port(facts["base_url"])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    token = facts["access_token"]
    parts = token.split("-")
    invented = "-".join([*parts[:3], parts[3][::-1], parts[4]])
    lane = port(facts["gateway_url"])
    asked = {
        "X-Original-Method": "GET", "X-Original-URI": "/v1/payments/1", "Authorization": f"Bearer {token}",
        "X-Llavero-Gateway": SECRET,
    }
    return {
        "introspection": Target(main, "/oauth/introspect", form, urllib.parse.urlencode({"token": token} | proof)),
        "/gateway/verify": Target(main, "/gateway/verify", asked),
        "the private listener": Target(lane, "/gateway/verify", asked),
        "the private listener, invented": Target(lane, "/gateway/verify", asked | {"Authorization": f"Bearer {invented}"}, status=401),
        "GET /users/me": Target(main, "/users/me", {"Authorization": f"Bearer {token}"}),
    }


def control(process: subprocess.Popen, wish: str) -> None:
    subprocess.run(["callgrind_control", wish, str(process.pid)], check=True, capture_output=True)


def count(process: subprocess.Popen, target: Target, requests: int, out: pathlib.Path) -> int:
    """Instructions for each request, as callgrind writes them into a file of their own."""
    target.ask(WARM_UP)
    control(process, "--zero")
    control(process, "--instr=on")
    target.ask(requests)
    control(process, "--dump")
    control(process, "--instr=off")
    (dumped,) = out.parent.glob(f"{out.name}.*")
    totals = re.search(r"^totals: (\d+)", dumped.read_text(errors="replace"), re.M)
    dumped.unlink()
    return int(totals[1]) // requests


def main() -> None:
    llavero, bench = sys.argv[1:3]
    requests = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000
    with tempfile.TemporaryDirectory(prefix="llavero-count-") as name:
        folder = pathlib.Path(name)
        os.environ |= {
            "LLAVERO_GATEWAY_LISTEN": "127.0.0.1:0", "LLAVERO_GATEWAY_SECRET": SECRET,
            "LLAVERO_PASSWORD_HASHING": "light", "LLAVERO_OAUTH_CALLS": "100000000",
        }
        for binary in (llavero, bench):
            # Valgrind cannot read what Swift writes for debuggers; names of functions stay.
            subprocess.run(["strip", "-g", "-o", folder / pathlib.Path(binary).name, binary], check=True)
        out = folder / "callgrind.out"
        under = f"#!/bin/sh\nexec valgrind --quiet --tool=callgrind --instr-atstart=no --callgrind-out-file={out} "
        wrapper = folder / "counted"
        wrapper.write_text(f'{under}{folder / pathlib.Path(llavero).name} "$@"\n')
        wrapper.chmod(0o755)
        sandbox, facts, _ = start_sandbox(str(wrapper), name)
        print(f"\ninstructions for each of {requests} requests on one connection\n")
        try:
            for title, target in targets(facts).items():
                print(f"{title:36}{count(sandbox, target, requests, out):12,}")
        finally:
            stop(sandbox)
        wrapper.write_text(f'{under}{folder / pathlib.Path(bench).name} "$@"\n')
        bare = subprocess.Popen([wrapper, "route"], stdout=subprocess.PIPE, text=True)
        try:
            route = Target(int(bare.stdout.readline()), "/hello")
            print(f"{'a bare route of the framework':36}{count(bare, route, requests, out):12,}")
        finally:
            stop(bare)


if __name__ == "__main__":
    main()
