"""The summary of `make test` tells what was passed over, why, and what took longest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import told
from tests.told import Told

PROJECT = Path(__file__).parent.parent
SKIPPING = """
import pytest

@pytest.mark.skip(reason="Too cold.")
def test_marked(): pass

@pytest.mark.parametrize("n", [1, 2])
def test_that_finds_out(n): pytest.skip("Too cold.")

@pytest.fixture
def stage(): pytest.skip("No stage here: build one.")

def test_on_a_stage(stage): pass

@pytest.mark.xfail
def test_that_is_known_to_fail(): assert False

def test_that_runs(): pass

def test_for_another_run(): pass
"""
WHOLE = 'import pytest\npytest.importorskip("a_module_that_nobody_has")\n'


def test_a_run_tells_what_it_passed_over_and_what_each_file_took(tmp_path):
    (tmp_path / "test_some.py").write_text(SKIPPING)
    (tmp_path / "test_whole.py").write_text(WHOLE)
    subprocess.run(
        [
            sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", tmp_path,
            "-p", "no:django", "-p", "tests.told", f"--tell={tmp_path}/told.json",
            "-k", "not another_run", tmp_path,
        ],
        cwd=PROJECT, check=True, capture_output=True,
    )  # fmt: skip
    run = told.read(tmp_path / "told.json")

    assert run.passed_over == {
        "could not import 'a_module_that_nobody_has': No module named 'a_module_that_nobody_has'": [
            "test_whole.py"
        ],
        "Too cold.": [
            "test_some.py::test_marked",
            "test_some.py::test_that_finds_out[1]",
            "test_some.py::test_that_finds_out[2]",
        ],
        "No stage here: build one.": ["test_some.py::test_on_a_stage"],
    }
    assert run.left_out == 1
    assert list(run.seconds) == ["test_some.py"]
    assert 0 < run.seconds["test_some.py"] < 10


def test_a_run_that_ended_before_its_end_tells_nothing(tmp_path):
    assert told.read(tmp_path / "never written") == Told()


def test_the_summary_groups_what_was_passed_over_by_its_reason():
    runs = {
        "SQLite": Told(passed_over={"Once is enough.": ["tests/test_a.py::test_a"]}),
        "PostgreSQL": Told(
            passed_over={
                "Only SQLite.": ["tests/test_b.py::test_b", "tests/test_b.py::test_c"],
                "Once is enough.": [f"tests/test_a.py::test_a[{n}]" for n in range(6)],
            },
            left_out=2388,
        ),
        "None": Told(),
    }

    assert list(told.summary(runs, 424)) == [
        "Passed over on SQLite: 1",
        "     1 Once is enough.",
        "         tests/test_a.py::test_a",
        "Passed over on PostgreSQL: 8; 2388 left out, being for the other run",
        "     6 Once is enough.",
        "     2 Only SQLite.",
        "         tests/test_b.py::test_b",
        "         tests/test_b.py::test_c",
        "Passed over on None: nothing",
        "All of it took 7 min 4 s; the budget is 9 min on two processors.",
    ]


def test_the_summary_names_the_five_dearest_files_of_both_runs_together():
    runs = {
        "SQLite": Told(seconds={f"tests/test_{n}.py": float(n) for n in range(7)}),
        "PostgreSQL": Told(seconds={"tests/test_1.py": 40.04}),
    }

    assert list(told.dearest(runs)) == [
        "The dearest of 7 files, in seconds:",
        "    41.0 tests/test_1.py (SQLite 1.0, PostgreSQL 40.0)",
        "     6.0 tests/test_6.py (SQLite 6.0)",
        "     5.0 tests/test_5.py (SQLite 5.0)",
        "     4.0 tests/test_4.py (SQLite 4.0)",
        "     3.0 tests/test_3.py (SQLite 3.0)",
    ]


@pytest.mark.parametrize(("seconds", "over"), [(540, False), (541, True)])
def test_the_summary_says_when_the_budget_is_spent(seconds, over):
    lines = list(told.summary({}, seconds))

    assert any(line.startswith("!!! OVER THE BUDGET") for line in lines) == over


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (423.35, "7 min 3 s")]
)
def test_a_time_is_said_as_people_say_it(seconds, said):
    assert told.minutes(seconds) == said
