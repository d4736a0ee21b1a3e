"""Files that manage.py load_guideline refuses: it says where, and writes nothing."""

import pytest
from django.conf import settings
from django.core.management import CommandError

from actors.models import Actor
from tests.guideline.loader import everything, run

SHIPPED = settings.BASE_DIR / "content" / "guideline.toml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "商店"', 'nama = "商店"', "actors shops：nama という名前はありません。"),
        ('name = "商店"\n', "", "actors shops：name がありません。"),
        ('slug = "shops"\n', "", "actors 2番目の記録：slug がありません。"),
        ('name = "商店"', "name = 5", "actors shops：name は文字列で書いてください。"),
        ('name = "商店"', 'name = ""', "actors shops：name：このフィールドは空ではいけません。"),
        ('name = "商店"', f'name = "{"店" * 101}"', "actors shops：name：この値は 100 文字以下"),
        ('"shops"\nnumber = 2', '"shops"\nnumber = "2"', "actors shops：number は整数で"),
        ('"shops"\nnumber = 2', '"shops"\nnumber = true', "actors shops：number は整数で"),
        ('"shops"\nnumber = 2', '"shops"\nnumber = -1', "actors shops：number："),
        ('"shops"\nnumber = 2', '"shops"\nnumber = 1', "actors shops：number の 1 が重なって"),
        (
            'slug = "shops"',
            'slug = "neighbours"',
            "actors neighbours：slug の neighbours が重なって",
        ),
        ('slug = "shops"', 'slug = "店"', "actors 店：slug："),
        ("baseline_value = 2.5", 'baseline_value = "2.5"', "baseline_value は数で書いてください。"),
        ("baseline_value = 2.5", "baseline_value = nan", "indicators 1-1：baseline_value："),
        ("baseline_year = 2025", 'trend = "up"', "directions.indicators 1-1：trend："),
        ('unit = "回"\n', "", "directions 1, directions.indicators 1-1：unit がありません。"),
        ("[[directions.indicators]]", "[[directions.indicator]]", "directions 1：indicator という"),
        (
            "[[directions.indicators]]",
            "[directions.indicators]",
            "[[directions.indicators]] の形で",
        ),
        ("[[chapters]]", "[[chapter]]", "other.toml：chapter という名前はありません。"),
        ("[[chapters]]", "chapters = 5\n[[actors]]", "chapters：記録は [[chapters]] の形で"),
        ("[[chapters]]", "[[chapters", "other.toml はTOML（UTF-8）として読めません"),
    ],
)
def test_a_malformed_file_is_refused_by_table_record_and_key(db, other_city, old, new, message):
    path, change = other_city
    change(old, new)
    for option in ("--force", "--check"):
        with pytest.raises(CommandError) as refusal:
            run(option, file=path)
        assert message in str(refusal.value)
    assert {name: rows for name, rows in everything().items() if rows} == {}


def test_a_file_that_fails_halfway_leaves_the_database_as_it_was(guideline, tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    path = tmp_path / "halfway.toml"
    path.write_text(
        text.replace("在住・在勤・在学など", "住む人など").rstrip() + "\ntolerance = 1\n",
        encoding="utf-8",
    )
    before = everything()
    with pytest.raises(CommandError, match=r"directions\.indicators 5-2：「維持とみなす幅」は"):
        run(file=path)
    assert everything() == before


def test_half_a_baseline_is_refused(db, other_city):
    path, change = other_city
    change("baseline_year = 2025\n", "")
    with pytest.raises(CommandError, match=r"indicators 1-1：基準値と基準年度は、両方を"):
        run(file=path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "を読めません"),
        (b"", "に記録が一つもありません"),
        ('[[chapters]]\ncode = "前"'.encode("shift_jis"), "TOML（UTF-8）として読めません"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(db, tmp_path, content, message):
    path = tmp_path / "guideline.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(file=path)


def test_the_order_that_a_hand_made_record_holds_is_refused_with_its_name(db, other_city):
    Actor.objects.create(slug="by-hand", number=2, name="手", description="手で作った記録。")
    with pytest.raises(CommandError, match=r"^actors shops：.*並び順"):
        run(file=other_city[0])
    assert [actor.slug for actor in Actor.objects.all()] == ["by-hand"]
