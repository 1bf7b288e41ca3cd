"""The server that tests on a shared desk are given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for bash")

SCRIPT = Path(__file__).parents[1] / "packaging" / "postgres"
NAME = "TRAININGDESK_TEST_POSTGRES"
TELL = f"""
import os, pathlib, sqlalchemy
address = sqlalchemy.make_url(os.environ["{NAME}"])
with sqlalchemy.create_engine(address).connect() as db:
    print(db.exec_driver_sql("SHOW listen_addresses").scalar_one() or "no network")
print(address.query["host"])
raise SystemExit(7)
"""


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The script's answer, in an environment that names no server unless told."""
    environment = {name: value for name, value in os.environ.items() if name != NAME} | settings
    command = [str(SCRIPT), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def answer() -> subprocess.CompletedProcess[str]:
    done = run(sys.executable, "-c", TELL)
    if "PostgreSQL is not installed" in done.stdout:
        pytest.skip("this machine has no PostgreSQL")
    return done


def test_the_command_reaches_a_server_that_no_network_reaches(
    answer: subprocess.CompletedProcess[str],
) -> None:
    assert answer.stdout.splitlines()[0] == "no network", answer.stderr


def test_the_commands_exit_code_is_passed_on(answer: subprocess.CompletedProcess[str]) -> None:
    assert answer.returncode == 7


def test_the_server_leaves_nothing_behind(answer: subprocess.CompletedProcess[str]) -> None:
    assert not Path(answer.stdout.splitlines()[1]).exists()


def test_a_server_that_is_named_is_used_as_it_is() -> None:
    done = run(sys.executable, "-c", f"import os; print(os.environ['{NAME}'])", **{NAME: "mine"})
    assert done.stdout == "mine\n"
