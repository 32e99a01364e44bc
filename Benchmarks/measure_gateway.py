"""Measures answering a gateway against the floors of the same machine, in alternating rounds of one run.

Usage: measure_gateway.py LLAVERO LLAVERO_BENCH [SECONDS] [ROUNDS]
"""

import contextlib
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from measure import resident_megabytes, show_table, start_sandbox, stop, wrk

SECRET = "s" * 40
START_SECONDS_MAX = 20
NGINX = """
daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    upstream llavero {{ server 127.0.0.1:{gateway}; keepalive 64; }}
    upstream itself {{ server 127.0.0.1:{port}; keepalive 64; }}
    server {{
        listen 127.0.0.1:{port};
        keepalive_requests 1000000000;
        location = /hello {{ return 200 hello; }}
        location = /by-llavero {{ auth_request /ask-llavero; try_files /none @hello; }}
        location = /by-itself {{ auth_request /ask-itself; try_files /none @hello; }}
        location @hello {{ return 200 hello; }}
        location = /ask-llavero {{
            internal; proxy_pass http://llavero/gateway/verify; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_pass_request_body off; proxy_set_header Content-Length "";
            proxy_set_header X-Original-Method $request_method; proxy_set_header X-Original-URI $request_uri;
        }}
        location = /ask-itself {{
            internal; proxy_pass http://itself/hello; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_pass_request_body off; proxy_set_header Content-Length "";
        }}
    }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def floor(bench: str, kind: str) -> Iterator[str]:
    """One of the bare servers."""
    process = subprocess.Popen([bench, kind], stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}/hello"
    stop(process)


@contextlib.contextmanager
def nginx(folder: str, gateway: int) -> Iterator[str]:
    port = free_port()
    configuration = pathlib.Path(folder) / "nginx.conf"
    text = NGINX.format(folder=folder, gateway=gateway, port=port)
    configuration.write_text(("user root;\n" if os.geteuid() == 0 else "") + text)
    process = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", str(configuration)])
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
    yield f"http://127.0.0.1:{port}"
    stop(process)


def main() -> None:
    llavero, bench = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    port = free_port()
    os.environ |= {"LLAVERO_GATEWAY_LISTEN": f"127.0.0.1:{port}", "LLAVERO_GATEWAY_SECRET": SECRET}
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="llavero-bench-"))
        sandbox, facts, _ = start_sandbox(llavero, folder)
        stack.callback(stop, sandbox)
        idle = resident_megabytes(sandbox)
        responder, route = stack.enter_context(floor(bench, "responder")), stack.enter_context(floor(bench, "route"))
        front = stack.enter_context(nginx(folder, port))
        asked = {"X-Original-Method": "GET", "X-Original-URI": "/v1/payments/1"}
        valid = asked | {"Authorization": f"Bearer {facts['access_token']}"}
        token = facts["access_token"].split("-")
        token[3] = token[3][::-1]
        invented = asked | {"Authorization": f"Bearer {'-'.join(token)}"}
        lane, main_port = f"http://127.0.0.1:{port}/gateway/verify", f"{facts['base_url']}/gateway/verify"
        targets = {
            "nginx return 200": (f"{front}/hello", {}, False),
            "bare NIOHTTP1 responder": (responder, {}, False),
            "bare framework route": (route, {}, False),
            "fast lane": (lane, valid, False),
            "fast lane, invented": (lane, invented, True),
            "/gateway/verify": (main_port, valid | {"X-Llavero-Gateway": SECRET}, False),
            "GET /users/me": (f"{facts['base_url']}/users/me", {"Authorization": valid["Authorization"]}, False),
            "nginx asking Llavero": (f"{front}/by-llavero", {"Authorization": valid["Authorization"]}, False),
            "nginx asking itself": (f"{front}/by-itself", {}, False),
        }
        results: dict[str, list] = {name: [] for name in targets}
        for _ in range(rounds):
            for name, (url, headers, is_refused) in targets.items():
                results[name].append(wrk(url, seconds, headers, is_refused=is_refused))
        loaded = resident_megabytes(sandbox)
    show(results, idle, loaded, seconds, rounds)


def show(results: dict[str, list], idle: float, loaded: float, seconds: int, rounds: int) -> None:
    show_table(results, seconds, rounds)

    def ratio(name: str, base: str, what: str = "rate") -> float:
        return statistics.median(one[what] / two[what] for one, two in zip(results[name], results[base], strict=True))

    print("\nratios within a round, median                        (floor / goal)")
    print(f"  fast lane to the bare responder              {ratio('fast lane', 'bare NIOHTTP1 responder'):5.2f}   (0.70 / 0.85)")
    print(f"  its p99 to that of the bare responder        {ratio('fast lane', 'bare NIOHTTP1 responder', 'p99'):5.2f}   (1.5 / 1.2)")
    print(f"  /gateway/verify to the bare route            {ratio('/gateway/verify', 'bare framework route'):5.2f}   (0.60 / 0.80)")
    print(f"  invented tokens to valid ones, fast lane     {ratio('fast lane, invented', 'fast lane'):5.2f}   (1.0)")
    print(f"  nginx asking Llavero to nginx asking itself  {ratio('nginx asking Llavero', 'nginx asking itself'):5.2f}")
    print(f"\nidle memory {idle:.0f} MB, after the load {loaded:.0f} MB")


if __name__ == "__main__":
    main()
