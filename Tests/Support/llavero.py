"""Starts, stops and kills the program under test."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("LLAVERO_BINARY", ROOT / ".build/debug/llavero"))
START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 30


def environment(**settings: str) -> dict[str, str]:
    """The caller's environment without its own Llavero settings, so that only what a test sets has an effect."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LLAVERO_")}
    return inherited | {"LLAVERO_PASSWORD_HASHING": "light"} | settings


def command(*arguments: object, stdin: str = "", settings: dict[str, str] | None = None) -> dict:
    """Runs one `llavero` command with --json and returns what it printed."""
    line = [str(BINARY), *map(str, arguments), "--json"]
    finished = subprocess.run(line, input=stdin, capture_output=True, text=True, timeout=60, env=environment(**(settings or {})))
    assert finished.returncode == 0, f"llavero {' '.join(map(str, arguments))} failed: {finished.stderr}"
    return json.loads(finished.stdout)


class Server:
    """A running `llavero`, ready to answer; what it prints is in `directory`."""

    def __init__(self, directory: Path, *arguments: object, settings: dict[str, str] | None = None):
        directory.mkdir(parents=True, exist_ok=True)
        self.output, self.log, ready = directory / "stdout", directory / "stderr", directory / "ready.json"
        ready.unlink(missing_ok=True)
        with self.output.open("ab") as output, self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [BINARY, *map(str, arguments), "--ready-file", ready],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=log,
                env=environment(**(settings or {})),
            )
        try:
            self.facts = self._wait_until(ready)
        except BaseException:
            self.kill()
            raise
        self.base_url = self.facts["base_url"]

    def _wait_until(self, ready: Path) -> dict:
        deadline = time.monotonic() + START_SECONDS_MAX
        while not ready.exists():
            assert self.process.poll() is None, f"llavero ended before it was ready: {self.log.read_text()[-2000:]}"
            assert time.monotonic() < deadline, f"llavero was not ready in {START_SECONDS_MAX} s"
            time.sleep(0.005)
        return json.loads(ready.read_text())

    def stop(self) -> int:
        """Asks the server to end, as a service manager would; returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS_MAX)

    def kill(self) -> None:
        """Ends the server without giving it a chance to finish anything."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()


def sandbox(directory: Path, site: str, database: str | None = None) -> Server:
    """A disposable server for a country, on temporary SQLite or in a schema of its own on PostgreSQL."""
    options = ["--database", f"postgres:{database}"] if database else []
    return Server(directory, "sandbox", "--site", site, "--port", 0, "--json", *options)


def serve(data: Path, logs: Path, **settings: str) -> Server:
    """A permanent server on a data directory."""
    return Server(logs, "serve", "--data", data, "--port", 0, settings=settings)
