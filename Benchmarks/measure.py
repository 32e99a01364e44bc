"""Measures llavero against the floors of the same machine, in alternating rounds of one run.

Absolute numbers move with the machine and its neighbours, so what counts are the ratios.
Usage: measure.py LLAVERO LLAVERO_BENCH [SECONDS] [ROUNDS]
"""

import datetime
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

CONNECTIONS = 64
# A payment writes the payment, its event and the kept answer.
ROWS_PER_PAYMENT = 3
HERE = pathlib.Path(__file__).parent


def wrk(
    url: str,
    seconds: int,
    headers: dict[str, str],
    method: str | None = None,
    form: str | None = None,
    is_refused: bool | None = False,
    tokens: str | None = None,
) -> dict[str, float]:
    """Loads one address: with GET, with payments by a method, with a form that is posted again and again, or with tokens
    of a file.

    Answers must be successes; where refusals are expected, none of them; where both are, that is not looked at.
    """
    # A second thread would still read the tokens while the first one asks, and what it is answered is not timed.
    threads = 1 if tokens else 2
    command = ["wrk", f"-t{threads}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    if method:
        command += ["-s", str(HERE / "pay.lua")]
    if form:
        command += ["-s", str(HERE / "post.lua")]
    if tokens:
        command += ["-s", str(HERE / "ask.lua")]
    environment = {**os.environ, "BENCH_TOKENS": tokens or "", "BENCH_RUN": f"{time.time_ns():x}", "BENCH_METHOD": method or "", "BENCH_BODY": form or ""}
    text = subprocess.run([*command, url], check=True, capture_output=True, text=True, env=environment).stdout
    requests = int(re.search(r"(\d+) requests in", text)[1])
    refusals = int(found[1]) if (found := re.search(r"Non-2xx or 3xx responses: (\d+)", text)) else 0
    if is_refused is not None and refusals != (requests if is_refused else 0):
        raise SystemExit(f"{url} answered with errors:\n{text}")
    latency = {name: milliseconds(value) for name, value in re.findall(r"^\s+(50|99)%\s+(\S+)$", text, re.M)}
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": latency["50"], "p99": latency["99"]}


def show_table(results: dict[str, list], seconds: int, rounds: int) -> None:
    """Prints the medians of every target."""
    print(
        f"\n{datetime.date.today()}, {os.cpu_count()} cores, {CONNECTIONS} connections, "
        f"median of {rounds} alternating rounds of {seconds} s\n"
    )
    print(f"{'':36}{'per second':>12}{'p50 ms':>10}{'p99 ms':>10}")
    for name, found in results.items():
        rate, p50, p99 = (statistics.median(each[what] for each in found) for what in ("rate", "p50", "p99"))
        print(f"{name:36}{rate:12,.0f}{p50:10.2f}{p99:10.2f}")


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def resident_megabytes(process: subprocess.Popen) -> float:
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def start_sandbox(llavero: str, folder: str) -> tuple[subprocess.Popen, dict, float]:
    ready = pathlib.Path(folder) / "ready.json"
    ready.unlink(missing_ok=True)
    start = time.perf_counter()
    process = subprocess.Popen(
        [llavero, "sandbox", "--port", "0", "--ready-file", str(ready), "--log-level", "error"],
        stdout=subprocess.DEVNULL,
    )
    while not ready.exists():
        if process.poll() is not None:
            raise SystemExit("the sandbox did not start")
        time.sleep(0.002)
    facts = json.loads(ready.read_text())
    urllib.request.urlopen(facts["base_url"] + "/health/ready").read()
    return process, facts, time.perf_counter() - start


def stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


def main() -> None:
    llavero, bench = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    with tempfile.TemporaryDirectory(prefix="llavero-bench-") as folder:
        starts = []
        for _ in range(5):
            process, _, elapsed = start_sandbox(llavero, folder)
            starts.append(elapsed)
            idle = resident_megabytes(process)
            stop(process)
        bare = subprocess.Popen([bench, "route"], stdout=subprocess.PIPE, text=True)
        bare_url = f"http://127.0.0.1:{bare.stdout.readline().strip()}/hello"
        sandbox, facts, _ = start_sandbox(llavero, folder)
        results = measure(facts, bare_url, bench, folder, seconds, rounds)
        loaded = resident_megabytes(sandbox)
        stop(sandbox)
        stop(bare)
    show(results, statistics.median(starts), idle, loaded, seconds, rounds)


def measure(facts: dict, bare_url: str, bench: str, folder: str, seconds: int, rounds: int) -> dict[str, list]:
    base = facts["base_url"]
    authorization = {"Authorization": f"Bearer {facts['test_access_token']}"}
    payer = {"email": "a@testuser.com", "first_name": "Ana", "last_name": "Silva"}
    payer["identification"] = {"type": "CPF", "number": "12345678909"}
    body = json.dumps({"transaction_amount": 10, "payment_method_id": "pec", "payer": payer})
    request = urllib.request.Request(
        f"{base}/v1/payments",
        data=body.encode(),
        headers={**authorization, "Content-Type": "application/json", "X-Idempotency-Key": "bench-first"},
    )
    payment = json.load(urllib.request.urlopen(request))["id"]
    results: dict[str, list] = {name: [] for name in ("bare", "me", "read", "pay", "pix", "rows")}
    for number in range(rounds):
        results["bare"].append(wrk(bare_url, seconds, {}))
        results["me"].append(wrk(f"{base}/users/me", seconds, authorization))
        results["read"].append(wrk(f"{base}/v1/payments/{payment}", seconds, authorization))
        results["pay"].append(wrk(f"{base}/v1/payments", seconds, authorization, "pec"))
        results["pix"].append(wrk(f"{base}/v1/payments", seconds, authorization, "pix"))
        rows = pathlib.Path(folder) / f"rows-{number}"
        rows.mkdir()
        output = subprocess.run(
            [bench, "rows", str(rows), str(seconds), str(CONNECTIONS)], check=True, capture_output=True, text=True
        ).stdout
        results["rows"].append({"rate": float(output), "p50": 0.0, "p99": 0.0})
    return results


def show(results: dict, start: float, idle: float, loaded: float, seconds: int, rounds: int) -> None:
    def median(name: str, what: str) -> float:
        return statistics.median(result[what] for result in results[name])

    labels = {
        "bare": "bare framework route",
        "me": "GET /users/me (verified token)",
        "read": "GET /v1/payments/{id}",
        "pay": "POST /v1/payments (ticket)",
        "pix": "POST /v1/payments (Pix, QR picture)",
        "rows": "bare durable rows",
    }
    print(
        f"\n{datetime.date.today()}, {os.cpu_count()} cores, {CONNECTIONS} connections, "
        f"median of {rounds} alternating rounds of {seconds} s\n"
    )
    print(f"{'':36}{'per second':>12}{'p50 ms':>10}{'p99 ms':>10}")
    for name, label in labels.items():
        times = "" if name == "rows" else f"{median(name, 'p50'):10.2f}{median(name, 'p99'):10.2f}"
        print(f"{label:36}{median(name, 'rate'):12,.0f}{times}")

    def ratio(name: str, floor: str, weight: int = 1) -> float:
        pairs = zip(results[name], results[floor], strict=True)
        return statistics.median(result["rate"] * weight / base["rate"] for result, base in pairs)

    print("\nratios within a round, median                      (floor / goal)")
    print(f"  GET /users/me to the bare route            {ratio('me', 'bare'):5.2f}   (0.30 / 0.60)")
    print(f"  GET /v1/payments/{{id}} to the bare route    {ratio('read', 'bare'):5.2f}")
    print(f"  POST /v1/payments to the bare route        {ratio('pay', 'bare'):5.2f}")
    print(f"  POST /v1/payments (Pix) to the bare route  {ratio('pix', 'bare'):5.2f}")
    print(f"  rows of payments to bare rows ({ROWS_PER_PAYMENT} each)     {ratio('pay', 'rows', ROWS_PER_PAYMENT):5.2f}   (0.15 / 0.40)")
    print(f"\nstart of a sandbox to its first answer {start * 1000:.0f} ms, idle memory {idle:.0f} MB, after the load {loaded:.0f} MB")


if __name__ == "__main__":
    main()
