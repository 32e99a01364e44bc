"""Measures issuing and introspecting tokens against the bare route, Debian's glewlwyd and an Authlib server, in one run.

Usage: measure_oauth.py LLAVERO LLAVERO_BENCH [SECONDS] [ROUNDS]
"""

import base64
import contextlib
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

from measure import HERE, show_table, start_sandbox, stop, wrk

sys.path.insert(0, str(HERE.parent / "Tests/Support"))
import glewlwyd  # noqa: E402

WORKERS, THREADS = 2, 8
START_SECONDS_MAX = 20


class Target:
    """A server, and the two requests it is loaded with."""

    def __init__(self, token_url: str, introspection_url: str, client_id: str, secret: str, basic: bool = False, **fields: str):
        self.token_url, self.introspection_url = token_url, introspection_url
        proof = {} if basic else {"client_id": client_id, "client_secret": secret}
        pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}"} if basic else {}
        self.issue = urllib.parse.urlencode({"grant_type": "client_credentials"} | proof | fields)
        request = urllib.request.Request(token_url, data=self.issue.encode(), headers=self.headers)
        token = json.load(urllib.request.urlopen(request))["access_token"]
        self.introspect = urllib.parse.urlencode({"token": token} | proof)

    def measure(self, seconds: int) -> tuple[dict, dict]:
        issued = wrk(self.token_url, seconds, self.headers, form=self.issue)
        return issued, wrk(self.introspection_url, seconds, self.headers, form=self.introspect)


@contextlib.contextmanager
def authlib(folder: str) -> Iterator[Target]:
    """The Authlib server under gunicorn."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(HERE), "-w", str(WORKERS), "--threads", str(THREADS)]
    process = subprocess.Popen(
        [*command, "--keep-alive", "60", "-b", f"127.0.0.1:{port}", "--log-level", "error", "authlib_server:app"],
        env=os.environ | {"AUTHLIB_DATABASE": f"{folder}/authlib.sqlite", "AUTHLIB_INSECURE_TRANSPORT": "1"},
    )
    try:
        deadline = time.monotonic() + START_SECONDS_MAX
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        base = f"http://127.0.0.1:{port}"
        yield Target(f"{base}/token", f"{base}/introspect", "bench", "bench-secret", scope="read")
    finally:
        stop(process)


def main() -> None:
    llavero, bench = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    os.environ["LLAVERO_OAUTH_CALLS"] = "100000000"
    with tempfile.TemporaryDirectory(prefix="llavero-bench-") as folder, authlib(folder) as python, glewlwyd_target(folder) as other:
        bare = subprocess.Popen([bench, "route"], stdout=subprocess.PIPE, text=True)
        bare_url = f"http://127.0.0.1:{bare.stdout.readline().strip()}/hello"
        sandbox, facts, _ = start_sandbox(llavero, folder)
        try:
            base = facts["base_url"]
            own = Target(f"{base}/oauth/token", f"{base}/oauth/introspect", str(facts["client_id"]), facts["client_secret"])
            results = measure(bare_url, {"llavero": own, "glewlwyd": other, "authlib": python}, seconds, rounds)
        finally:
            stop(sandbox)
            stop(bare)
    show(results, seconds, rounds)


@contextlib.contextmanager
def glewlwyd_target(folder: str) -> Iterator[Target]:
    """Debian's glewlwyd on SQLite."""
    directory = pathlib.Path(folder) / "glewlwyd"
    directory.mkdir()
    with glewlwyd.Glewlwyd(directory) as server:
        yield Target(server.token_url, server.introspection_url, server.client_id, server.client_secret, basic=True, scope="read")
        server.stop()


def measure(bare_url: str, targets: dict[str, Target], seconds: int, rounds: int) -> dict[str, list]:
    results: dict[str, list] = {"bare": []}
    for _ in range(rounds):
        results["bare"].append(wrk(bare_url, seconds, {}))
        for name, target in targets.items():
            issued, introspected = target.measure(seconds)
            results.setdefault(f"{name} issue", []).append(issued)
            results.setdefault(f"{name} introspect", []).append(introspected)
    return results


def show(results: dict[str, list], seconds: int, rounds: int) -> None:
    show_table(results, seconds, rounds)

    def ratio(name: str, floor: str) -> float:
        pairs = zip(results[name], results[floor], strict=True)
        return statistics.median(result["rate"] / base["rate"] for result, base in pairs)

    print("\nratios within a round, median                      (floor / goal)")
    print(f"  issue to the bare route                    {ratio('llavero issue', 'bare'):5.2f}   (0.18 / 0.30)")
    print(f"  introspect to the bare route               {ratio('llavero introspect', 'bare'):5.2f}   (0.60 / 0.75)")
    for other in ("glewlwyd", "authlib"):
        print(f"  issue to {other:34}{ratio('llavero issue', f'{other} issue'):5.1f}   (15 / 30)")
        print(f"  introspect to {other:29}{ratio('llavero introspect', f'{other} introspect'):5.1f}   (15 / 30)")


if __name__ == "__main__":
    main()
