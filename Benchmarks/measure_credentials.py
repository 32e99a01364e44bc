"""Measures the private listener while few and very many credentials are in use, and while as many are invented, beside
the floors of the same machine.

Usage: measure_credentials.py LLAVERO LLAVERO_BENCH [SECONDS] [ROUNDS] [MOST]
"""

import concurrent.futures
import json
import os
import pathlib
import random
import re
import socket
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request

from measure import resident_megabytes, show_table, start_sandbox, stop, wrk
from measure_gateway import floor

FEW = 1_000
# Requests sent at once on one connection, and connections.
BATCH, CONNECTIONS = 100, 4
TIMEOUT_SECONDS = 60
ASKED = {"X-Original-Method": "GET", "X-Original-URI": "/v1/payments/1"}


class Pipeline:
    """A connection on which many requests are sent at once."""

    def __init__(self, port: int):
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        self.reader = self.connection.makefile("rb")

    def ask(self, requests: list[bytes]) -> list[bytes]:
        """The bodies of the answers, all of which are successes."""
        self.connection.sendall(b"".join(requests))
        return [self.answer() for _ in requests]

    def answer(self) -> bytes:
        status, length = self.reader.readline(), 0
        while (line := self.reader.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line[15:])
        body = self.reader.read(length)
        if b" 200 " not in status:
            raise SystemExit(f"{status} {body}")
        return body


def in_parallel(port: int, requests: list[bytes]) -> list[bytes]:
    """Sends all requests, in batches, over a few connections."""

    def work(part: list[bytes]) -> list[bytes]:
        pipeline, bodies = Pipeline(port), []
        for start in range(0, len(part), BATCH):
            bodies += pipeline.ask(part[start : start + BATCH])
        return bodies

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(work, [requests[index::CONNECTIONS] for index in range(CONNECTIONS)])
        return [body for part in parts for body in part]


def request(method: str, path: str, headers: dict[str, str], body: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: bench", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join([*lines, "", ""]) + body).encode()


def issue(facts: dict, count: int) -> list[str]:
    """As many Access Tokens of the application as are asked for."""
    form = {"grant_type": "client_credentials", "client_id": facts["client_id"], "client_secret": facts["client_secret"]}
    asked = request("POST", "/oauth/token", {}, urllib.parse.urlencode(form))
    bodies = in_parallel(urllib.parse.urlsplit(facts["base_url"]).port, [asked] * count)
    return [json.loads(body)["access_token"] for body in bodies]


def invented(token: str, seed: random.Random) -> str:
    parts = token.split("-")
    parts[3] = f"{seed.getrandbits(128):032x}"
    return "-".join(parts)


def metric(url: str, name: str) -> float:
    text = urllib.request.urlopen(url.replace("/gateway/verify", "/metrics")).read().decode()
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)[1])


def main() -> None:
    llavero, bench = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    most = int(sys.argv[5]) if len(sys.argv) > 5 else 1_000_000
    os.environ |= {
        "LLAVERO_GATEWAY_LISTEN": "127.0.0.1:0", "LLAVERO_OAUTH_CALLS": "100000000",
        "LLAVERO_VERIFICATION_MEMORY": str(2 * most),
    }
    with tempfile.TemporaryDirectory(prefix="llavero-bench-") as name:
        folder = pathlib.Path(name)
        sandbox, facts, _ = start_sandbox(llavero, name)
        try:
            with floor(bench, "responder") as responder, floor(bench, "route") as route:
                floors = {"bare NIOHTTP1 responder": responder, "bare framework route": route}
                measure(sandbox, facts, floors, folder, seconds, rounds, most)
        finally:
            stop(sandbox)


def measure(sandbox, facts: dict, floors: dict[str, str], folder: pathlib.Path, seconds: int, rounds: int, most: int) -> None:
    lane = facts["gateway_url"]
    before = resident_megabytes(sandbox)
    start = time.monotonic()
    tokens = issue(facts, most)
    print(f"{most:,} tokens issued in {time.monotonic() - start:.0f} s")
    start = time.monotonic()
    headers = [request("GET", "/gateway/verify", ASKED | {"Authorization": f"Bearer {token}"}) for token in tokens]
    in_parallel(urllib.parse.urlsplit(lane).port, headers)
    print(f"each verified once in {time.monotonic() - start:.0f} s")
    del headers
    seed = random.Random(1)
    counts = sorted({FEW, most // 10, most})
    targets = {f"{count:,} credentials": (tokens[:count], False) for count in counts}
    targets[f"{most:,} invented ones"] = ([invented(token, seed) for token in tokens], True)
    targets["half of them invented"] = (
        [token if index % 2 else invented(token, seed) for index, token in enumerate(tokens)], None,
    )
    results: dict[str, list] = {name: [] for name in [*floors, *targets]}
    reads = metric(lane, 'llavero_verification_memory_total{result="miss"}')
    for name, (texts, _) in targets.items():
        (folder / f"{len(name)}{name.replace(' ', '-')}").write_text("\n".join(texts) + "\n")
    for _ in range(rounds):
        for name, url in floors.items():
            results[name].append(wrk(url, seconds, {}))
        for name, (_, is_refused) in targets.items():
            path = folder / f"{len(name)}{name.replace(' ', '-')}"
            results[name].append(wrk(lane, seconds, ASKED, tokens=str(path), is_refused=is_refused))
    reads = metric(lane, 'llavero_verification_memory_total{result="miss"}') - reads
    show_table(results, seconds, rounds)

    def ratio(name: str, base: str) -> float:
        pairs = zip(results[name], results[base], strict=True)
        return statistics.median(one["rate"] / two["rate"] for one, two in pairs)

    names = list(targets)
    few, many = names[0], names[len(counts) - 1]
    print("\nratios within a round, median                      (floor)")
    print(f"  {many} to {few:24}{ratio(many, few):5.2f}   (0.85)")
    print(f"  {many} to the bare responder   {ratio(many, 'bare NIOHTTP1 responder'):5.2f}   (0.70)")
    print(f"  as many invented to valid ones                  {ratio(names[-2], many):5.2f}   (1.0)")
    print(f"  half of them invented to valid ones             {ratio(names[-1], many):5.2f}   (1.0)")
    remembered, beside = metric(lane, "llavero_remembered_credentials"), metric(lane, "llavero_remembered_credentials_bytes")
    print(f"\nthe database was asked {reads:.0f} times meanwhile")
    print(f"{remembered:,.0f} credentials remembered, {beside / remembered:.0f} bytes for each beside what is remembered")
    print(f"memory {before:.0f} MB before, {resident_megabytes(sandbox):.0f} MB after")


if __name__ == "__main__":
    main()
