"""Under which licence the portal may be used: said everywhere alike, in the official words."""

import re
import tomllib
from hashlib import sha256
from pathlib import Path

from django.urls import reverse

PROJECT = Path(__file__).parent.parent
EUPL = PROJECT / "LICENSE"
CC_BY = PROJECT / "LICENSES" / "CC-BY-4.0.txt"


def test_the_licence_of_the_code_has_all_articles_and_the_appendix():
    text = EUPL.read_text()

    assert text.startswith(
        "EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016"
    )
    articles = [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, flags=re.MULTILINE)]
    assert articles == list(range(1, 16))
    appendix = text.partition("Appendix\n\n‘Compatible Licences’ according to Article 5 EUPL are:")[
        2
    ]
    assert appendix.count("\n— ") == 10
    assert text.endswith(
        "All other changes or additions to this Appendix require the production of a new EUPL"
        " version.\n"
    )


def test_the_licence_of_texts_and_figures_has_all_sections():
    text = CC_BY.read_text()

    assert text.startswith("Attribution 4.0 International\n")
    sections = [int(number) for number in re.findall(r"^Section (\d) -- ", text, re.MULTILINE)]
    assert sections == list(range(1, 9))
    assert text.endswith("Creative Commons may be contacted at creativecommons.org.\n")


def test_nobody_has_changed_a_word_of_a_licence():
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in (EUPL, CC_BY)} == {
        "LICENSE": "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4",
        "CC-BY-4.0.txt": "fd3a263fe19ed8faa9068b43abaebafc02c77897b0c6fc09abc04bb592e5f16e",
    }


def test_the_package_names_the_licence_and_brings_both_texts():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]

    assert project["license"] == "EUPL-1.2"
    files = [path for pattern in project["license-files"] for path in PROJECT.glob(pattern)]
    assert files == [EUPL, CC_BY]


def test_readme_and_the_page_about_the_portal_give_the_guideline_no_licence(client, db):
    readme = (PROJECT / "README.md").read_text().partition("## Licence")[2]
    page = client.get(reverse("about")).content.decode()

    assert (
        "(`content/guideline.toml`, `tests/data/guideline-summary.txt`) is Kikugawa City's"
        in readme
    )
    assert (
        "指針の文章（概要版の全文と、そのPDF）は菊川市のもので、この条件には含まれません。" in page
    )
