"""The directions of imports, and the style of the code, held by machines."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


def _run(*command: str) -> tuple[int, str]:
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=TOP, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_nothing_reads_upwards_or_sideways():
    code, said = _run("lint-imports")
    assert code == 0, said


def test_the_code_is_clean():
    code, said = _run("ruff", "check", "--no-cache", ".")
    assert code == 0, said
