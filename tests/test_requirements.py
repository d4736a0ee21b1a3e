"""The lock files pin everything by hash, fit pyproject.toml and name no package index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).parent.parent
LOCKS = ["base", "dev"]


def lock(name: str) -> str:
    return (PROJECT / "requirements" / f"{name}.txt").read_text()


def pinned(name: str) -> list[tuple[str, str]]:
    """Return each package of a lock file with its version: twice where Pythons want two."""
    return re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", lock(name), flags=re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Return the version of each package in a lock file, the last where there are two."""
    return dict(pinned(name))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_index_and_no_place(name):
    assert re.findall(r"://|--(?:index|extra|find|trusted)|@ | -e |file:", lock(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_file_has_hashes(name):
    packages = re.split(r"\n(?=\S)", lock(name).strip())

    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert len(packages) == len(pinned(name))


def test_development_runs_on_the_versions_of_production():
    development = pins("dev")

    assert {package: development.get(package) for package in pins("base")} == pins("base")


def test_the_lock_files_fit_pyproject():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    asked = {
        "base": project["project"]["dependencies"],
        "dev": project["dependency-groups"]["dev"],
    }
    for name, requirements in asked.items():
        locked = pins(name)
        for text in requirements:
            requirement = Requirement(text)
            assert requirement.specifier.contains(locked[requirement.name]), text
