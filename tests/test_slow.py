"""The slow tests run in two parts: all are in one of them, none in both, and what fails in either fails."""

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.alone import refuse_quick_ones

SLOW = Path(__file__).parent.parent / ".ci" / "slow"
PYTEST = """#!/bin/sh
echo "$@" >> told
case "$*" in *"not alone"*) exit {together} ;; esac
exit {alone}
"""


def ran(folder: Path, together: int, alone: int, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script where pytest does no more than write down what it is asked, and answer with these codes."""
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTEST.format(together=together, alone=alone), encoding="utf-8")
    python.chmod(0o755)
    (folder / ".ci").mkdir()
    script = shutil.copy(SLOW, folder / ".ci" / "slow")
    return subprocess.run([str(script), "-k", "claim"], capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize(
    ("together", "alone", "code"),
    [(0, 0, 0), (5, 0, 0), (0, 5, 0), (5, 5, 0), (1, 0, 1), (0, 1, 1), (2, 5, 2), (5, 1, 1)],
)
def test_what_fails_in_either_part_fails_and_a_part_without_tests_does_not(
    tmp_path: Path, together: int, alone: int, code: int
) -> None:
    done = ran(tmp_path, together, alone)
    assert done.returncode == code
    assert done.stdout == ("There is no test marked slow, so none ran.\n" if together == alone == 5 else "")


def test_what_runs_alone_has_no_neighbour_and_the_rest_as_many_as_are_asked_for(tmp_path: Path) -> None:
    ran(tmp_path, 0, 0, WORKERS="3")
    assert (tmp_path / "told").read_text(encoding="utf-8").splitlines() == [
        "-m pytest -n 3 --dist loadfile --no-loadscope-reorder -m slow and not alone -k claim",
        "-m pytest -n 0 -m slow and alone -k claim",
    ]


def marked(*names: str) -> Any:
    return SimpleNamespace(nodeid="tests/test_a.py::test_b", get_closest_marker=lambda name: name in names)


def test_a_test_that_is_alone_and_not_slow_would_have_a_neighbour_in_make_test() -> None:
    refuse_quick_ones([marked(), marked("slow"), marked("slow", "alone")])
    with pytest.raises(pytest.UsageError, match="test_b"):
        refuse_quick_ones([marked("slow"), marked("alone")])
