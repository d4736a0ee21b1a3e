"""`manage.py verify_archive`: it is content with what was published, and names what was changed."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from indicators.models import Entry
from records.canonical import digest
from reports.editions.archive import verify_archive
from reports.models import Edition
from tests.figures import confirmed, corrected, moment
from tests.guards import guards_lifted
from tests.reports.drawings import picture_file
from tests.reports.making import pictured, published


@pytest.fixture
def archive(guideline, city_staff, center_staff):
    """Two editions of FY2026, the second of which corrects a figure."""
    confirmed("1-1", 10, city_staff)
    confirmed("1-2", None, city_staff, absence="pending")
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    published(center_staff, change_note="1-1を訂正しました。")


def tamper(statement: str, *params) -> None:
    """Change the database as somebody could who lifts its guards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with guards_lifted(connection):
            cursor.execute(statement, params)


def rewrite(edition: Edition, /, **changes) -> None:
    """Change the content of `edition` and its hash to match."""
    content = edition.content | changes
    tamper(
        "UPDATE reports_edition SET content = %s, sha256 = %s WHERE id = %s",
        json.dumps(content),
        digest(content),
        edition.pk,
    )


def findings() -> list[tuple[int, str]]:
    return [(finding.edition.number, finding.message) for finding in verify_archive()]


def verify() -> tuple[str, str, str]:
    """Return the outputs of the command, and its complaint."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_archive", stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def test_untouched_archive_is_sound(archive):
    assert verify() == ("2版すべてが、公表したときのままです。\n", "", "")


def test_empty_archive_is_sound(db):
    assert verify() == ("0版すべてが、公表したときのままです。\n", "", "")


def test_later_corrections_and_renamings_are_no_tampering(archive, city_staff):
    corrected("1-1", 12, city_staff, "もう一度数え直しました。")
    corrected("1-2", 3, city_staff, "集計しました。", at=moment(2029, 5, 1))

    assert findings() == []


def test_changed_text_is_named_with_its_edition(archive):
    first = Edition.objects.get(number=1)
    content = json.dumps(first.content | {"closing": "書き換えた。"})
    tamper("UPDATE reports_edition SET content = %s WHERE id = %s", content, first.pk)

    assert verify() == (
        "",
        (
            "令和8年度（2026年度） 第1版：内容のSHA-256が、公表したときの値と違います。"
            "内容が書き換えられています。\n"
        ),
        "2版のうち1版に、公表したときと違うところがあります。",
    )


def test_figure_changed_together_with_the_hash_contradicts_the_ledger(archive):
    second = Edition.objects.get(number=2)
    directions = second.content["directions"]
    directions[0]["indicators"][0]["series"]["points"][0]["figure"]["value"] = "999"
    rewrite(second, directions=directions)

    (finding,) = findings()

    assert finding[0] == 2
    assert finding[1].startswith("指標1-1の令和8年度の実績値が、台帳の記録")


def test_ledger_changed_under_the_editions_is_noticed(archive):
    tamper("UPDATE indicators_entry SET value = 999 WHERE revision = 3 AND value = 11")

    assert [number for number, message in findings()] == [2]


@pytest.mark.parametrize(
    ("change", "revision", "editions"),
    [
        ("value = 7", 2, [1, 2]),  # the figure of the first, the corrected figure of the second
        ("note = '書き換えた。'", 3, [2]),
        ("reason = '書き換えた。'", 3, [2]),
        ("entered_at = '2020-01-01 00:00:00+00:00'", 3, [2]),
        ("status = 'withdrawn'", 3, [2]),
        ("fiscal_year = 2030", 3, [2]),
    ],
)
def test_whatever_an_edition_shows_of_an_entry_cannot_change_unnoticed(
    archive, change, revision, editions
):
    entry = Entry.objects.get(indicator__code="1-1", revision=revision)
    tamper(f"UPDATE indicators_entry SET {change} WHERE id = %s", entry.pk)  # noqa: S608

    life = Entry.objects.filter(indicator__code="1-1")
    entries = {number: life.get(revision=number + 1).pk for number in (1, 2)}
    assert findings() == [
        (number, f"指標1-1の令和8年度の実績値が、台帳の記録{entries[number]}と一致しません。")
        for number in editions
    ]


def test_entry_deleted_under_the_editions_is_named(archive):
    entry = Entry.objects.get(indicator__code="1-1", revision=2)
    tamper("DELETE FROM reports_citation WHERE entry_id = %s", entry.pk)
    tamper("DELETE FROM indicators_entry WHERE id = %s", entry.pk)

    messages = [message for number, message in findings() if number == 1]

    assert messages == [
        "引用した実績値の一覧が、版の内容と一致しません。",
        f"指標1-1の令和8年度の実績値が、台帳の記録{entry.pk}と一致しません。",
    ]


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("change_note = '書き換えた。'", "変更点"),
        ("published_at = '2020-01-01 00:00:00+00:00'", "公表日時"),
        ("number = 3", "版"),
    ],
)
def test_column_that_differs_from_the_content_is_named(archive, column, label):
    tamper(f"UPDATE reports_edition SET {column} WHERE number = 2")  # noqa: S608

    messages = [message for _, message in findings()]

    assert f"{label}が、版の内容と一致しません。" in messages


def test_missing_edition_is_noticed(archive):
    tamper("DELETE FROM reports_citation WHERE edition_id = (SELECT MIN(id) FROM reports_edition)")
    tamper("DELETE FROM reports_edition WHERE number = 1")

    assert findings() == [(2, "前の版が失われています（第1版がありません）。")]


def test_missing_citation_is_noticed(archive):
    tamper("DELETE FROM reports_citation WHERE edition_id = (SELECT MAX(id) FROM reports_edition)")

    assert findings() == [(2, "引用した実績値の一覧が、版の内容と一致しません。")]


@pytest.mark.parametrize("changes", [{"schema": 99}, {"directions": None}, {"edition": {}}])
def test_content_that_is_no_edition_is_named_even_with_its_hash(archive, changes):
    rewrite(Edition.objects.get(number=2), **changes)

    assert findings() == [(2, "内容を、版の形式として読むことができません。")]


def test_content_that_no_edition_could_hold_is_named(archive):
    content = json.dumps(Edition.objects.get(number=2).content | {"closing": 1.5})
    tamper("UPDATE reports_edition SET content = %s WHERE number = 2", content)

    assert findings() == [
        (2, "内容のSHA-256が、公表したときの値と違います。内容が書き換えられています。")
    ]


@pytest.fixture
def illustrated(guideline, center_staff):
    """An edition that shows a picture."""
    pictured(center_staff)
    published(center_staff, voices="【画像1】")


def test_untouched_pictures_are_sound(illustrated):
    assert findings() == []


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("media_type = 'image/jpeg'", "【画像1】のファイルが、公表したときと違います。"),
        ("width = 65", "【画像1】のファイルが、公表したときと違います。"),
        ("sha256 = '" + "0" * 64 + "'", "【画像1】のファイルが失われています。"),
    ],
)
def test_a_picture_with_other_facts_is_named(illustrated, column, message):
    tamper(f"UPDATE reports_publishedpicture SET {column}")  # noqa: S608

    assert findings() == [(1, message)]


def test_a_picture_whose_file_was_exchanged_is_named(illustrated):
    tamper("UPDATE reports_publishedpicture SET data = %s", picture_file(seed=1))

    assert findings() == [(1, "【画像1】のファイルが、公表したときと違います。")]


def test_a_lost_picture_is_named(illustrated):
    tamper("DELETE FROM reports_publishedpicture")

    assert findings() == [(1, "【画像1】のファイルが失われています。")]


def test_what_is_said_of_a_picture_is_under_the_editions_hash(illustrated):
    edition = Edition.objects.get()
    pictures = [edition.content["pictures"][0] | {"alt": "言い換えた"}]
    content = json.dumps(edition.content | {"pictures": pictures})
    tamper("UPDATE reports_edition SET content = %s", content)

    assert findings() == [
        (1, "内容のSHA-256が、公表したときの値と違います。内容が書き換えられています。")
    ]
