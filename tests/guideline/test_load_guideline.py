"""manage.py load_guideline: what it writes, what it keeps, what it says."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor
from directions.models import Direction
from guideline.models import Chapter
from indicators.models import Indicator
from records.fiscal_year import FiscalYear
from tests.guideline.loader import everything, run


def test_loading_says_how_many_records_of_each_kind_were_added(db):
    assert run().splitlines() == [
        "章：9件（追加 9件、更新 0件）",
        "原則：6件（追加 6件、更新 0件）",
        "担い手：8件（追加 8件、更新 0件）",
        "方向性：5件（追加 5件、更新 0件）",
        "取組内容：10件（追加 10件、更新 0件）",
        "指標：10件（追加 10件、更新 0件）",
    ]


def test_loading_twice_gives_the_same_rows(guideline):
    before = everything()
    assert {name: len(rows) for name, rows in before.items()} == {
        "Chapter": 9,
        "Actor": 8,
        "Principle": 6,
        "Direction": 5,
        "Initiative": 10,
        "Indicator": 10,
        "LoadedRecord": 48,
    }
    assert "担い手：8件（追加 0件、更新 0件）" in run().splitlines()
    assert everything() == before


def test_loading_quietly_says_nothing(db):
    assert run(verbosity=0) == ""


def test_a_field_that_changed_in_the_file_is_updated(db, other_city):
    path, change = other_city
    run(file=path)
    change("まちの店。", "まちの小さな店。")
    assert "担い手：2件（追加 0件、更新 1件）" in run(file=path).splitlines()
    assert Actor.objects.get(slug="shops").description == "まちの小さな店。"


def test_a_field_edited_since_is_kept_and_reported_with_both_texts(guideline):
    loaded = Actor.objects.get(slug="schools").description
    Actor.objects.filter(slug="schools").update(description="市の\r\n学校です。")
    assert run().splitlines()[6:] == [
        "データベースで編集されているため上書きしなかった項目（上書きするには --force）：1件",
        "- 担い手 schools 説明",
        "    データベース：市の",
        "    学校です。",
        f"    ファイル：{loaded}",
    ]
    assert Actor.objects.get(slug="schools").description == "市の\n学校です。"


def test_an_edited_field_is_kept_also_when_the_file_changes_and_time_after_time(db, other_city):
    path, change = other_city
    run(file=path)
    Actor.objects.filter(slug="shops").update(description="編集した文。")
    change("まちの店。", "まちの小さな店。")
    change('name = "商店"', 'name = "お店"')
    for _time in range(2):
        assert "- 担い手 shops 説明" in run(file=path).splitlines()
    shop = Actor.objects.get(slug="shops")
    assert (shop.name, shop.description) == ("お店", "編集した文。")


def test_an_edit_that_the_file_takes_over_is_no_difference_any_more(db, other_city):
    path, change = other_city
    run(file=path)
    Actor.objects.filter(slug="shops").update(description="編集した文。")
    change("まちの店。", "編集した文。")
    assert run("--check", file=path) == "ファイルとデータベースは同じです。\n"
    run(file=path)
    change("編集した文。", "ファイルの次の文。")
    run(file=path)
    assert Actor.objects.get(slug="shops").description == "ファイルの次の文。"


def test_force_overwrites_what_was_edited(guideline):
    loaded = Actor.objects.get(slug="schools").description
    Actor.objects.filter(slug="schools").update(description="編集した文。")
    assert run("--force").splitlines()[2:3] == ["担い手：8件（追加 0件、更新 1件）"]
    assert Actor.objects.get(slug="schools").description == loaded
    assert run("--check") == "ファイルとデータベースは同じです。\n"


def test_white_space_and_line_ends_of_a_browser_are_no_edit(guideline):
    chapter = Chapter.objects.get(code="why")
    Chapter.objects.filter(code="why").update(body=chapter.body.replace("\n", "\r\n") + "\r\n")
    assert run("--check") == "ファイルとデータベースは同じです。\n"


def test_fields_that_the_file_does_not_mention_are_never_touched(guideline):
    Indicator.objects.filter(code="1-1").update(
        definition="定義",
        trend="increase",
        responsible_section="地域支援課",
        data_source="実績報告",
        baseline_value=Decimal(4),
        baseline_year=2025,
    )
    Indicator.objects.get(code="1-1").targets.create(fiscal_year=2033, value=Decimal(12))
    Chapter.objects.filter(code="actors").update(body="市が書き足した文。")
    before = everything()
    run("--force")
    assert everything() == before


def test_a_field_first_mentioned_by_the_file_is_loaded_where_it_is_empty(db, other_city):
    path, change = other_city
    change('definition = "一年に開いた回数。"\n', "")
    run(file=path)
    change("baseline_value", 'data_source = "台帳"\ndefinition = "新しい定義。"\nbaseline_value')
    Indicator.objects.update(data_source="聞き取り")
    run(file=path)
    indicator = Indicator.objects.get()
    assert (indicator.definition, indicator.data_source) == ("新しい定義。", "聞き取り")


def test_a_record_made_by_hand_is_not_overwritten(db, other_city):
    Actor.objects.create(slug="shops", number=2, name="店", description="手で書いた文。")
    assert "- 担い手 shops 名前" not in run(file=other_city[0])
    assert Actor.objects.get(slug="shops").name == "店"


def test_check_says_what_an_empty_database_lacks_and_writes_nothing(db, other_city):
    before = everything()
    out = StringIO()
    with pytest.raises(CommandError, match=r"^ファイルとデータベースは違います。$") as failure:
        call_command("load_guideline", "--check", file=other_city[0], stdout=out)
    assert failure.value.returncode == 1
    assert out.getvalue().splitlines() == [
        "ファイルにだけある記録：7件",
        "- 章 preface",
        "- 担い手 neighbours",
        "- 担い手 shops",
        "- 方向性 1",
        "- 取組内容 1-1",
        "- 指標 1-1",
        "- 方向性 2",
    ]
    assert everything() == before


def test_check_tells_the_four_kinds_of_difference_apart_and_writes_nothing(db, other_city):
    path, change = other_city
    run(file=path)
    change("まちの店。", "まちの小さな店。")
    change('[[directions.initiatives]]\ncode = "1-1"', '[[directions.initiatives]]\ncode = "1-2"')
    change("baseline_value = 2.5", "baseline_value = 3")
    Direction.objects.filter(number=2).update(title="")
    before = everything()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_guideline", "--check", file=path, stdout=out)
    assert out.getvalue().splitlines() == [
        "ファイルにだけある記録：1件",
        "- 取組内容 1-2",
        "ファイルで変わった項目：2件",
        "- 担い手 shops 説明",
        "    データベース：まちの店。",
        "    ファイル：まちの小さな店。",
        "- 指標 1-1 基準値",
        "    データベース：2.5000",
        "    ファイル：3",
        "データベースで編集された項目：1件",
        "- 方向性 2 方向性",
        "    データベース：（空欄）",
        "    ファイル：ひろげる",
        "データベースにだけある記録：1件",
        "- 取組内容 1-1",
    ]
    assert everything() == before


def test_a_record_that_the_file_leaves_out_is_reported_and_never_deleted(db, other_city):
    path, change = other_city
    run(file=path)
    change(
        '\n[[directions]]\nnumber = 2\ntitle = "ひろげる"\ndescription = "輪をひろげます。"\n', ""
    )
    assert run(file=path).splitlines()[-2:] == [
        "データベースにだけある記録（削除しません）：1件",
        "- 方向性 2",
    ]
    assert Direction.objects.count() == 2


def test_records_may_trade_places_in_the_file(db, other_city):
    path, change = other_city
    run(file=path)
    change('slug = "neighbours"\nnumber = 1', 'slug = "neighbours"\nnumber = 3')
    change('slug = "shops"\nnumber = 2', 'slug = "shops"\nnumber = 1')
    change('slug = "neighbours"\nnumber = 3', 'slug = "neighbours"\nnumber = 2')
    run(file=path)
    assert list(Actor.objects.values_list("slug", "number")) == [("shops", 1), ("neighbours", 2)]


def test_an_indicator_may_move_to_another_direction(db, other_city):
    path, _change = other_city
    run(file=path)
    text = path.read_text(encoding="utf-8")
    head, indicator, tail = (
        text[: text.index("[[directions.indicators]]")],
        text[text.index("[[directions.indicators]]") : text.index("[[directions]]\nnumber = 2")],
        text[text.index("[[directions]]\nnumber = 2") :],
    )
    path.write_text(head + tail + indicator, encoding="utf-8")
    assert "指標：1件（追加 0件、更新 1件）" in run(file=path).splitlines()
    assert list(Direction.objects.values_list("number", "indicators__code")) == [
        (1, None),
        (2, "1-1"),
    ]


def test_another_city_loads_its_own_file_with_definitions_and_baselines(db, other_city):
    run(file=other_city[0])
    assert [actor.slug for actor in Actor.objects.all()] == ["neighbours", "shops"]
    indicator = Indicator.objects.get()
    assert (indicator.direction.number, indicator.name, indicator.unit) == (1, "茶話会の回数", "回")
    assert (indicator.definition, indicator.baseline_value, indicator.baseline_year) == (
        "一年に開いた回数。",
        Decimal("2.5"),
        FiscalYear(2025),
    )
    assert run("--check", file=other_city[0]) == "ファイルとデータベースは同じです。\n"
