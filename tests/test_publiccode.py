"""publiccode.yml follows its standard, and says what the rest of the project says."""

import datetime as dt
import tomllib
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.utils import timezone

from tests import publiccode

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "publiccode.yml").read_text(encoding="utf-8")
RELEASED = 'softwareVersion: "0.1.0"\nreleaseDate: '


@pytest.fixture(scope="module")
def described():
    return publiccode.read(TEXT)


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]


def test_the_file_follows_the_standard_and_is_described_in_both_languages(described):
    assert list(described.description) == ["ja", "en"]
    assert all(text.localised_name for text in described.description.values())
    features = {language: len(text.features) for language, text in described.description.items()}
    assert features == {"ja": 8, "en": 8}


def test_version_and_licence_are_those_of_the_package(described, project):
    assert described.software_version == project["version"]
    assert described.legal.license == project["license"]


def test_the_languages_are_those_of_the_pages(described):
    assert described.localisation.available_languages == [code for code, _ in settings.LANGUAGES]


def test_python_is_the_one_the_package_asks_for(described, project):
    needed = {software.name: software.version_min for software in described.depends_on.software}

    assert f">={needed['Python']}" == project["requires-python"]


def test_a_release_is_not_in_the_future(described):
    assert described.release_date is None or described.release_date <= timezone.localdate()


def test_readme_names_what_is_to_be_filled_in_while_the_address_is_an_example(described):
    readme = (PROJECT / "README.md").read_text()

    warned = "`url` (it stands on example.jp, which is no address)" in readme
    assert warned == (".example.jp/" in described.url)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: Kikugawa collaboration portal\n", "", "missing required field `name`"),
        ('url: "https:', 'url: "git:', "matching regex"),
        ("legal:\n  license: EUPL-1.2\n", "", "missing required field `legal`"),
        ("developmentStatus: beta", "developmentStatus: ready", "Invalid enum value 'ready'"),
        ("  type: none", "  type: internal", "internal and community need contacts"),
        ('softwareVersion: "0.1.0"', RELEASED + "25.11.2026", "Invalid RFC3339 encoded date"),
        ("- JP", "- jp", "matching regex"),
        ("localisationReady: true", "localisationReady: perhaps", "Expected `bool`"),
        ("    features:\n      - 指針", "    feature:\n      - 指針", "unknown field `feature`"),
        ("    shortDescription: 市", "    shortDescription: " + "市" * 150, "length <= 150"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_the_standard_is_refused(old, new, message):
    assert TEXT.count(old) == 1

    with pytest.raises(msgspec.ValidationError, match=message):
        publiccode.read(TEXT.replace(old, new))


def test_a_release_date_is_read():
    text = TEXT.replace('softwareVersion: "0.1.0"', RELEASED + "2026-11-25")

    assert publiccode.read(text).release_date == dt.date(2026, 11, 25)
