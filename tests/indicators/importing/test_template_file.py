"""The template: what it holds, that it changes with its figures alone, that it comes back right."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from indicators.importing.files.opening import read_file
from indicators.importing.tables.proposals import read_block
from indicators.importing.template_file import template
from indicators.ledger.standings import standings
from indicators.models import Entry, Indicator
from indicators.notation.absence import Absence
from tests.figures import FY2026, FY2027, confirmed, draft
from tests.indicators.importing.made_tables import ALL_YEARS
from tests.libreoffice import in_libreoffice, once, saved_as

pytestmark = pytest.mark.usefixtures("guideline")

ADDRESS = "/staff/entry/2026/template.xlsx"


@pytest.fixture
def figures(city_staff):
    """A figure of every kind."""
    confirmed("1-1", 12, city_staff)
    draft("1-1", 1300, city_staff, reason="数え直し", note="=SUM(A1)")
    confirmed("1-2", None, city_staff, absence=Absence.PENDING)
    draft("2-1", 0, city_staff)
    draft("2-2", 7, city_staff, FY2027)


def made(years=(FY2026,)) -> bytes:
    return template(list(Indicator.objects.all()), standings(Entry.objects.all()), years)


def of_file(data: bytes, years=(FY2026,)):
    return read_block(read_file(data), Indicator.objects.all(), years)


def given_back(read) -> dict[tuple[str, int], str]:
    """What a file proposes; nothing may be refused or told."""
    assert (read.remarks, [p for p in read.proposals if p.refusal]) == ([], [])
    return {(p.code, p.year.year): p.text for p in read.proposals}


def test_the_template_holds_the_present_figures_in_typed_cells(figures):
    sheet = load_workbook(io.BytesIO(made()))["実績値"]

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("指標ID", "指標名", "単位", "令和8年度（2026年度）", "備考")
    assert [row[3] for row in rows[1:]] == [1300, "未集計", 0] + [None] * 7
    assert [row[0] for row in rows[1:]] == [i.code for i in Indicator.objects.all()]
    assert (sheet["A2"].data_type, sheet["A2"].number_format) == ("s", "@")
    assert (sheet["D2"].data_type, sheet["D2"].number_format) == ("n", "#,##0")
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=SUM(A1)", "s")


def test_the_template_is_plain(figures):
    data = made()
    book = load_workbook(io.BytesIO(data))

    assert book.sheetnames == ["実績値", "入力のしかた"]
    assert [sheet.merged_cells.ranges for sheet in book] == [set(), set()]
    assert [sheet.protection.sheet for sheet in book] == [False, False]
    assert book["実績値"].freeze_panes == "D2"
    (words,) = book["実績値"].data_validations.dataValidation
    assert (words.formula1, str(words.sqref)) == ('"該当なし,未集計"', "D2:D11")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "vba" in name or "external" in name] == []


def test_decimals_are_shown_as_the_indicator_has_them():
    Indicator.objects.filter(code="1-1").update(decimal_places=2)

    assert load_workbook(io.BytesIO(made()))["実績値"]["D2"].number_format == "#,##0.00"


def test_all_years_stand_side_by_side(figures):
    sheet = load_workbook(io.BytesIO(made(ALL_YEARS)))["実績値"]

    heading = [cell.value for cell in sheet[1]]
    assert heading[3:] == [year.long_label for year in ALL_YEARS]
    assert sheet["E5"].value == 7


def test_the_same_figures_make_the_same_bytes(figures, clock):
    first = made()
    clock(2030, 1, 1)

    assert made() == first


@pytest.mark.parametrize("years", [(FY2026,), ALL_YEARS])
def test_an_untouched_template_changes_nothing(figures, years):
    read = of_file(made(years), years)

    assert given_back(read) == {
        key: text
        for key, text in {
            ("1-1", 2026): "1300",
            ("1-2", 2026): "未集計",
            ("2-1", 2026): "0",
            ("2-2", 2027): "7",
        }.items()
        if key[1] in {year.year for year in years}
    }


def test_the_page_gives_the_years_template(figures, city_client, django_assert_num_queries):
    with django_assert_num_queries(7):
        response = city_client.get(ADDRESS)

    assert response.content == made()
    assert response["Content-Disposition"] == 'attachment; filename="figures-2026.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    everything = city_client.get(f"{ADDRESS}?years=all")
    assert everything.content == made(ALL_YEARS)
    assert everything["Content-Disposition"] == 'attachment; filename="figures-all.xlsx"'


@in_libreoffice
@once
def test_a_filled_template_comes_back_right_from_libreoffice(figures, tmp_path):
    book = load_workbook(io.BytesIO(made()))
    sheet = book["実績値"]
    sheet["D2"], sheet["D3"], sheet["D5"], sheet["E5"] = 1400, 3.0, "該当なし", "行\nを改める"
    book.save(tmp_path / "figures.xlsx")

    ods = saved_as(tmp_path / "figures.xlsx", "ods")
    workbook = of_file(saved_as(ods, "xlsx").read_bytes())
    text = of_file(saved_as(ods, "csv:Text - txt - csv (StarCalc):44,34,76").read_bytes())

    filled = {
        ("1-1", 2026): "1400",
        ("1-2", 2026): "3",
        ("2-1", 2026): "0",
        ("2-2", 2026): "該当なし",
    }
    assert given_back(workbook) == filled
    assert given_back(text) == filled | {("1-1", 2026): "1,400"}
    for read in (workbook, text):
        assert [p.note for p in read.proposals] == ["=SUM(A1)", "", "", "行 を改める"]
