"""What changed between two editions: every change is told, and nothing that did not change."""

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Indicator, Target
from reports.differences.editions import Differences, differences
from reports.differences.texts import PieceKind
from reports.models import Edition
from tests.figures import FY2026, FY2027, confirmed, corrected, moment
from tests.reports.making import published

pytestmark = pytest.mark.usefixtures("guideline")


def between(first: int = 1, second: int = 2) -> Differences:
    """Return what changed from one edition of FY2026 to another."""
    contents = {edition.number: edition.content for edition in Edition.objects.for_year(FY2026)}
    return differences(contents[first], contents[second])


def marked(pieces) -> str:
    marks = {PieceKind.KEPT: "%s", PieceKind.DELETED: "[%s]", PieceKind.INSERTED: "{%s}"}
    return "".join(marks[piece.kind] % piece.text for piece in pieces)


def facts(found: Differences) -> list[tuple[str, str, str]]:
    return [(fact.subject, fact.label, marked(fact.pieces)) for fact in found.facts]


@pytest.fixture
def content(city_staff, center_staff) -> dict[str, Any]:
    """The content of an edition that shows something of everything."""
    Indicator.objects.filter(code="1-1").update(
        trend="increase",
        baseline_value=8,
        baseline_year=2025,
        definition="年度内に開いた回数",
        responsible_section="地域支援課",
        data_source="事業報告書",
    )
    Target.objects.create(
        indicator=Indicator.objects.get(code="1-1"), fiscal_year=2033, value=Decimal(24)
    )
    confirmed("1-1", 10, city_staff, note="速報の値です。")
    corrected("1-1", 11, city_staff, "数え直しました。")
    confirmed("1-2", None, city_staff, absence="pending")
    edition = published(center_staff, sections={1: "交流会を開いた。"}, closing="以上です。")
    content: dict[str, Any] = edition.content
    content["directions"][0]["voices"] = [{"name": "参加者", "text": "楽しかった。"}]
    content["directions"][0]["pictures"] = [{"sha256": "a" * 64, "alt": "会場のようす"}]
    return content


def test_an_edition_differs_in_nothing_from_itself(content):
    found = differences(content, copy.deepcopy(content))

    assert found == Differences((), (), (), (), (), (), is_finer=False)
    assert found.are_none


def leaves(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of every leaf of a document."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[key], (*path, key))
    else:
        yield path


OTHER_VALUES: dict[str, list[Any]] = {
    "state": ["absent", "figure"],
    "status": ["behind", "achieved"],
    "why_not": ["no_path", "no_trend"],
    "absence": ["not_applicable", "pending"],
    "trend": ["maintain", "decrease"],
    "corrected_at": ["2020-01-01T00:00:00+09:00"],
    "baseline_year": [2024, 2025],
}
FIGURE = {
    "entry": 1,
    "revision": 1,
    "value": "5",
    "absence": "",
    "note": "",
    "confirmed_at": "2027-05-10T00:00:00+09:00",
    "is_final": False,
    "corrections": [],
}
BEHIND_THE_FIGURES = {"entry", "revision", "confirmed_at"}


def another(path: tuple, value: Any) -> Any:
    """Return another value that the format allows where `value` stands."""
    if path[-1] == "figure":
        return FIGURE
    if path[-1] in OTHER_VALUES:
        return next(other for other in OTHER_VALUES[path[-1]] if other != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None or value.removeprefix("-").replace(".", "").isdigit():
        return "77"
    return value + "変"


def test_no_change_of_an_edition_goes_untold(content):
    untold = []
    del content["directions"][1:]  # One direction has something of everything.
    for path in leaves(content):
        if path[0] in {"schema", "fiscal_year", "edition"} or path[-1] in BEHIND_THE_FIGURES:
            continue
        if path[-1] in {"fiscal_year", "baseline_year"} and "points" in path:
            continue  # The eight years are always the same.
        changed = copy.deepcopy(content)
        place = changed
        for key in path[:-1]:
            place = place[key]
        if path[-1] == "is_final" and place["value"] is None:
            continue  # Where there is no number, no mark is shown.
        place[path[-1]] = another(path, place[path[-1]])
        if differences(content, changed).are_none:
            untold.append(path)

    assert untold == []


def test_a_changed_part_is_told_with_what_was_inserted_and_deleted(center_staff):
    published(center_staff, sections={1: "交流会を10回開いた。"}, closing="以上です。")
    published(
        center_staff,
        sections={1: "交流会を11回開いた。", 2: "情報を出した。"},
        closing="",
        change_note="直しました。",
    )

    found = between()

    assert [(change.heading, marked(change.pieces)) for change in found.texts] == [
        ("1. 多様な主体をつなぐコーディネート", "交流会を[10]{11}回開いた。"),
        ("2. 協働の担い手の支援", "{情報を出した。}"),
        ("おわりに", "[以上です。]"),
    ]
    assert (found.only_kind, found.is_finer) == ("texts", False)


def test_a_corrected_figure_is_told_with_old_new_and_the_reason(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    corrected("1-1", 12, city_staff, "もう一度数え直しました。")
    published(center_staff, change_note="1-1を訂正しました。")

    (change,) = between().figures

    assert (change.indicator.code, change.new.fiscal_year) == ("1-1", FY2026)
    assert [change.old.value, change.new.value] == [10, 12]
    assert change.reasons == ("数え直しました。", "もう一度数え直しました。")
    assert (change.is_first, change.is_confirmation) == (False, False)


def test_a_figure_confirmed_after_the_first_edition_is_told_as_new(city_staff, center_staff):
    published(center_staff)
    confirmed("1-1", 11, city_staff)
    published(center_staff, change_note="1-1を加えました。")

    (change,) = between().figures

    assert (change.is_first, change.reasons) == (True, ())
    assert change.new.value == 11


def test_a_correction_that_leads_back_to_the_old_figure_is_told(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    corrected("1-1", 10, city_staff, "数え直しが誤りでした。")
    published(center_staff, change_note="理由を加えました。", closing="終")

    (change,) = between().figures

    assert change.reasons == ("数え直しました。", "数え直しが誤りでした。")


def test_the_reason_of_a_correction_that_the_older_edition_knows_is_not_told_again(
    city_staff, center_staff
):
    confirmed("1-1", 10, city_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    published(center_staff)
    corrected("1-1", 12, city_staff, "もう一度数え直しました。")
    published(center_staff, change_note="1-1を訂正しました。")

    (change,) = between().figures

    assert change.reasons == ("もう一度数え直しました。",)


def test_where_several_kinds_changed_none_is_the_only_one(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    published(center_staff, change_note="1-1を訂正しました。", closing="終")

    assert (between().kinds, between().only_kind) == (["texts", "figures"], "")
    assert (between(1, 1).kinds, between(1, 1).only_kind) == ([], "")


def test_a_figure_of_an_earlier_year_that_became_final_is_told_as_confirmed(
    city_staff, center_staff
):
    confirmed("1-1", 10, city_staff)
    published(center_staff, FY2027)
    published(center_staff)
    published(center_staff, FY2027, closing="終", change_note="令和8年度が確報になりました。")
    first, second = Edition.objects.for_year(FY2027).order_by("number")

    (change,) = differences(first.content, second.content).figures

    assert change.is_confirmation
    assert (change.old.is_provisional, change.new.is_provisional) == (True, False)


def test_a_changed_plan_is_told_as_facts_and_as_what_was_worked_out_of_it(
    content, city_staff, center_staff
):
    Indicator.objects.filter(code="1-1").update(name="交流会の回数", definition="", unit="件")
    Target.objects.update(value=Decimal(30))
    Target.objects.create(
        indicator=Indicator.objects.get(code="1-1"), fiscal_year=2029, value=Decimal(20)
    )
    published(center_staff, change_note="目標値を改めました。", closing="以上です。")

    found = between()

    assert facts(found) == [
        (
            "1-1 交流会の回数",
            "指標名",
            "[市民協働センターによる交流機会の創出事業の実施回数]{交流会の回数}",
        ),
        ("1-1 交流会の回数", "単位", "[回]{件}"),
        ("1-1 交流会の回数", "定義・算出方法", "[年度内に開いた回数]"),
        ("1-1 交流会の回数", "目標値（西暦2029年度）", "{20}"),
        ("1-1 交流会の回数", "目標値（西暦2033年度）", "[24]{30}"),
    ]
    assert [verdict.label for verdict in found.verdicts] == ["判定の文"]
    assert (found.figures, found.only_kind, found.is_finer) == ((), "facts", True)


def test_facts_and_figures_alone_change_nothing_that_was_worked_out(content):
    described, final = copy.deepcopy(content), copy.deepcopy(content)
    described["directions"][0]["indicators"][0]["definition"] = "別の数え方"
    final["directions"][0]["indicators"][0]["series"]["points"][0]["figure"]["is_final"] = False

    found = differences(content, described)
    assert (found.only_kind, found.is_finer) == ("facts", False)
    found = differences(content, final)
    assert (found.only_kind, found.is_finer) == ("figures", False)


def test_indicators_and_directions_that_came_or_went_are_named_and_told_no_further(content):
    changed = copy.deepcopy(content)
    one = changed["directions"][1]["indicators"].pop(0)
    direction = changed["directions"].pop(4)

    there, back = differences(content, changed), differences(changed, content)

    assert there.gone == (
        f"{direction['number']}. {direction['title']}",
        f"{one['code']} {one['name']}",
        *(f"{other['code']} {other['name']}" for other in direction["indicators"]),
    )
    assert there.gone == back.added
    assert (there.added, back.gone, there.facts, there.figures) == ((), (), (), ())
    assert not there.is_finer


def test_voices_and_pictures_are_compared_without_being_told_of(content):
    changed = copy.deepcopy(content)
    direction = changed["directions"][0]
    direction["voices"][0]["text"] = "とても楽しかった。"
    direction["pictures"][0]["alt"] = "会場の全景"
    changed["greeting"] = "市長から。"

    texts = differences(content, changed).texts

    assert [(change.heading, marked(change.pieces)) for change in texts] == [
        (
            "1. 多様な主体をつなぐコーディネート：写真・図",
            f"代替テキスト：会場[のようす]{{の全景}}\nファイルのSHA-256：{'a' * 64}",
        ),
        (
            "1. 多様な主体をつなぐコーディネート：声と事例",
            "名前：参加者\n文章：{とても}楽しかった。",
        ),
        ("greeting", "{市長から。}"),
    ]


def test_editions_written_before_voices_differ_in_nothing_from_one_without_any(content):
    older = copy.deepcopy(content)
    for key in ("voices", "pictures"):
        older["directions"][0].pop(key)
        content["directions"][0][key] = []

    assert differences(older, content).are_none


def test_editions_far_apart_can_be_compared(center_staff):
    published(center_staff, closing="一", at=moment(2027, 8, 1))
    for number, closing in enumerate(["二", "三"], start=2):
        published(center_staff, closing=closing, change_note=f"第{number}版です。")

    assert [marked(change.pieces) for change in between(1, 3).texts] == ["[一]{三}"]
