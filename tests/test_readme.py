"""What README shows is what happens: its commands run, and its verdict is the service's."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_SHOWN_ADDRESS = "127.0.0.1:8000"
# Run elsewhere: the two set-up commands by the continuous integration itself, the others where a
# container engine is.
_RUN_ELSEWHERE = ("make run", "make test", "docker ")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PRESEND_PORT": str(port), "PRESEND_HOST": "127.0.0.1"}
    history = tmp_path_factory.mktemp("history") / "presend.sqlite3"
    environment["PRESEND_DATABASE_URL"] = f"sqlite:///{history}"
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve"], cwd=_ROOT, env=environment
    )
    try:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def test_request_gets_the_verdict_that_is_shown(address: str) -> None:
    command = next(block for block in _blocks("sh") if block.startswith("curl"))
    shell = shutil.which("sh")
    assert shell is not None
    answer = subprocess.run(  # noqa: S603 -- README's own command
        [shell, "-c", command.replace(_SHOWN_ADDRESS, address)],
        check=True,
        capture_output=True,
        text=True,
    )
    told, shown = json.loads(answer.stdout), json.loads(_blocks("json")[0])
    assert {**told, "evaluated_at": None} == {**shown, "evaluated_at": None}


@pytest.mark.parametrize("example", _blocks("python"))
def test_example_code_runs_and_prints_findings(address: str, example: str) -> None:
    done = subprocess.run(  # noqa: S603 -- README's own code
        [sys.executable, "-c", example.replace(_SHOWN_ADDRESS, address)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "contact-email-address me@shop.example" in done.stdout


def test_every_command_is_run_by_a_test_or_by_the_integration() -> None:
    commands = [line for block in _blocks("sh") for line in block.splitlines() if line]
    first_words = [line for line in commands if re.match(r"[a-z]", line)]
    assert all(line.startswith(("curl", *_RUN_ELSEWHERE)) for line in first_words), first_words
    integration = (_ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make run" in integration
    assert "make test" in integration


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_to_files_lead_to_files(document: str) -> None:
    text = (_ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert all((_ROOT / target).exists() for target in targets), targets
