"""The yearly test of accessibility: a whole file, honest words, clear errors."""

import shutil

import pytest

from documents.content_file import ContentFileError
from kikugawa_portal import checks
from kikugawa_portal.accessibility.files import FOLDER, published_tests, read_tests
from kikugawa_portal.accessibility.results import Claim, Level, Result
from tests.browser.screenshots import PAGES

NEWEST = published_tests()[0]


@pytest.fixture
def folder(tmp_path):
    """The portal's own files, to be spoilt."""
    return shutil.copytree(FOLDER, tmp_path / "accessibility")


@pytest.fixture
def spoil(folder):
    """Change a text in the file of 2026, then say what reading it complains of."""

    def change(old: str, new: str) -> str:
        path = folder / "2026.toml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(ContentFileError) as refused:
            read_tests(folder)
        return str(refused.value)

    return change


@pytest.mark.parametrize("test", published_tests(), ids=lambda test: test.year.short_label)
def test_every_file_holds_the_38_criteria_of_a_and_aa_once(test):
    criteria = [outcome.criterion for outcome in test.outcomes]

    assert len({criterion.number for criterion in criteria}) == len(criteria) == 38
    assert [criterion.level for criterion in criteria].count(Level.A) == 25
    assert [c.number for c in criteria] == sorted(c.number for c in criteria)
    assert sum(count for _result, count in test.counts) == 38


def test_the_pages_that_are_said_to_be_tested_are_those_that_the_browser_visits():
    visited = {a for role, p in PAGES.items() if role != "administrator" for a in p.values()}

    assert set(NEWEST.pages) - visited == set()


def test_the_claim_is_no_better_than_the_results():
    assert NEWEST.claim is Claim.CONSIDERED
    assert Result.UNCHECKED in {outcome.result for outcome in NEWEST.outcomes}
    assert NEWEST.flatters == []


@pytest.mark.parametrize("claim", [Claim.CONFORMS, Claim.PARTLY])
def test_a_claim_that_flatters_is_refused_with_the_criteria_that_lack(spoil, claim):
    said = spoil('claim = "considered"', f'claim = "{claim}"')

    assert said.startswith(f"2026.toml：「{claim.label}」とは書けません。")
    assert "1.1.1" in said
    assert ("2.2.1" in said) is (claim is Claim.CONFORMS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2.1.1" = { result = "met" }\n', "", "2026.toml results：2.1.1 がありません。"),
        (
            '"2.1.1" = { result = "met" }',
            '"2.1.1" = { result = "fine" }',
            (
                "2026.toml results 2.1.1：result の fine は使えません。"
                "使える言葉：met, not_met, unchecked, not_applicable"
            ),
        ),
        (
            '"2.1.1" = { result = "met" }',
            '"2.1.1" = { result = "not_met" }',
            "2026.toml results 2.1.1：注記（note）に理由を書いてください。",
        ),
        (
            '"2.1.1" = { result = "met" }',
            '"2.1.1" = { result = "met" }\n"9.9.9" = { result = "met" }',
            "2026.toml results：9.9.9 という名前はありません。",
        ),
        ("stated_on = 2026-11-24\n", "", "2026.toml：stated_on がありません。"),
        (
            "stated_on = 2026-11-24",
            'stated_on = "きょう"',
            "2026.toml：stated_on は日付（2026-11-24 の形）で書いてください。",
        ),
        (
            "stated_on = 2026-11-24",
            "stated_on = 2026-11-23",
            "2026.toml：began_on、ended_on、stated_on の順に、日付を並べてください。",
        ),
        (
            "stated_on = 2026-11-24",
            "stated_on = 2027-04-01",
            "2026.toml：stated_on の日付は、ファイルの名前の年度のうちにしてください。",
        ),
        (
            '  "/guideline/",',
            '  "/",',
            "2026.toml：pages に同じものが二度あります。",
        ),
        ('"HTML", "CSS", "SVG"', "1", "2026.toml：technologies は一つ以上の文字列の並びで"),
    ],
)
def test_a_faulty_file_is_refused_with_what_to_mend(spoil, old, new, said):
    assert spoil(old, new).startswith(said)


def test_a_criterion_written_twice_is_no_toml(spoil):
    twice = '"2.1.1" = { result = "met" }\n'

    assert spoil(twice, twice * 2).startswith("2026.toml はTOML（UTF-8）として読めません：")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ('{ level = "AAA", name = "要約" }', "：level の AAA は使えません。使える言葉：A, AA"),
        ('{ level = "A" }', "：name がありません。"),
        ("5", " は表で書いてください。"),
    ],
)
def test_a_faulty_standard_is_refused_with_what_to_mend(folder, new, said):
    path = folder / "jis-x-8341-3-2016.toml"
    line = '"1.1.1" = { level = "A", name = "非テキストコンテンツ" }'
    path.write_text(path.read_text().replace(line, f'"1.1.1" = {new}'))

    with pytest.raises(ContentFileError) as refused:
        read_tests(folder)
    assert str(refused.value) == f"{path.name} criteria 1.1.1{said}"


def test_a_folder_without_tests_and_a_year_outside_the_guideline_are_refused(folder):
    (folder / "2026.toml").rename(folder / "2040.toml")
    with pytest.raises(ContentFileError, match=r"2040\.toml：ファイルの名前は"):
        read_tests(folder)

    (folder / "2040.toml").unlink()
    with pytest.raises(ContentFileError, match="試験結果のファイル"):
        read_tests(folder)


def test_the_newest_test_comes_first(folder):
    text = (folder / "2026.toml").read_text()
    (folder / "2027.toml").write_text(text.replace("2026-11-24", "2027-11-24"))

    assert [test.year.year for test in read_tests(folder)] == [2027, 2026]


def test_the_system_check_names_a_faulty_file(folder, monkeypatch):
    assert checks.read_accessibility_tests() == []

    (folder / "2026.toml").write_text("=")
    monkeypatch.setattr(checks, "FOLDER", folder)
    assert [message.id for message in checks.read_accessibility_tests()] == ["kikugawa_portal.E002"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accessibility/", "/accessibility/2026/"])
def test_the_page_shows_the_claim_with_its_reason_and_every_criterion(client, address):
    html = client.get(address).content.decode()

    assert f"{NEWEST.standard}のレベルAAに<strong>配慮</strong>" in html
    assert NEWEST.claim_reason in html
    assert html.count('<th scope="row">') == 38
    assert "<li>http://testserver/indicators/2-1/</li>" in html


@pytest.mark.django_db
def test_a_year_without_a_test_has_no_page(client):
    assert client.get("/accessibility/2033/").status_code == 404


@pytest.mark.django_db
def test_the_page_tells_whom_to_tell_of_a_barrier(client):
    html = client.get("/accessibility/").content.decode()

    assert "市民協働センター（プラザきくる 2階）にお知らせください。" in html
    assert '<a href="/about/#contact">' in html


def test_the_administration_bears_the_portals_icon(admin_client):
    html = admin_client.get("/admin/").content.decode()

    assert '<link rel="icon" href="/static/img/favicon.svg" type="image/svg+xml">' in html
