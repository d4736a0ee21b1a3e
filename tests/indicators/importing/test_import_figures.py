"""manage.py import_figures: the same rules on the terminal, for files of any size."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.importing import bulk
from indicators.importing.actions import record_years
from indicators.importing.files.opening import sha256
from indicators.ledger import actions
from indicators.ledger.actions import record_entries
from indicators.ledger.new_figures import NewFigure, StaleFigures
from indicators.ledger.standings import NOTHING
from indicators.models import Entry, Indicator
from indicators.models.entry import MOST_NAMED
from tests.figures import FY2026, FY2027, confirmed, draft, standing
from tests.indicators.importing.made_tables import xlsx

pytestmark = pytest.mark.usefixtures("guideline")


@pytest.fixture
def imported(tmp_path, city_staff):
    """Import rows as the file figures.xlsx; return what is printed."""

    def run(rows, *options, by="city", year="--year=2026"):
        path = tmp_path / "figures.xlsx"
        path.write_bytes(xlsx(rows))
        out, err = StringIO(), StringIO()
        call_command(
            "import_figures", str(path), year, f"--by={by}", *options, stdout=out, stderr=err
        )
        return out.getvalue() + err.getvalue()

    return run


GOOD = [["指標ID", "実績値"], ["1-1", 12], ["1-2", "約3"]]
MIXED = [*GOOD, ["9-9", 4], ["2-1", "=1+1"]]


def recorded():
    """Every entry of the ledger in short."""
    return [
        (e.indicator.code, e.fiscal_year.year, e.value)
        for e in Entry.objects.select_related("indicator").order_by("pk")
    ]


def test_a_file_becomes_drafts_with_its_name_and_hash(imported, tmp_path):
    printed = imported(GOOD)

    assert recorded() == [("1-1", 2026, 12), ("1-2", 2026, 3)]
    entry = Entry.objects.first()
    assert (entry.status, entry.source, entry.file_name) == ("draft", "file", "figures.xlsx")
    assert entry.file_sha256 == sha256((tmp_path / "figures.xlsx").read_bytes())
    assert "新しい値：2件" in printed
    assert "2件を下書きとして保存しました" in printed
    assert "令和8年度：2件を、いまの値と比べました。" in printed


def test_all_years_go_in_together(imported):
    imported([["指標ID", "R8", "R9"], ["1-1", 1, 2]], year="--all")

    assert recorded() == [("1-1", 2026, 1), ("1-1", 2027, 2)]


def test_a_dry_run_saves_nothing(imported):
    printed = imported(MIXED, "--dry-run")

    assert recorded() == []
    assert "取り込めない：2件" in printed
    assert "B4：「9-9」という指標はありません。" in printed


def test_a_refused_figure_stops_everything(imported):
    with pytest.raises(CommandError, match="何も保存していません"):
        imported(MIXED)
    assert recorded() == []


def test_only_the_good_figures_are_taken_when_asked(imported):
    imported(MIXED, "--only-good")

    assert recorded() == [("1-1", 2026, 12), ("1-2", 2026, 3)]


def test_a_change_of_a_confirmed_figure_needs_a_reason(imported, city_staff):
    confirmed("1-1", 10, city_staff)

    for reason in ("", " "):
        with pytest.raises(CommandError, match="取り込めない値があるため"):
            imported(GOOD, f"--reason={reason}")
    assert standing("1-1").draft is None
    imported(GOOD, "--reason=数え直し")
    assert standing("1-1").draft.reason == "数え直し"


def test_many_refusals_are_counted_after_the_first_fifty(imported):
    rows = [["指標ID", "実績値"], ["1-1", 12], *([f"x{n}", n] for n in range(60))]

    printed = imported(rows, "--dry-run")

    assert printed.count("という指標はありません") == 50
    assert "ほかに10件、取り込めない値があります。" in printed


@pytest.mark.parametrize("by", ["nobody", "outsider", "center"])
def test_only_those_who_may_enter_are_taken_for_the_author(by, imported, outsider, center_staff):
    with pytest.raises(CommandError, match="実績値を入力できません"):
        imported(GOOD, by=by)


def test_a_file_that_is_missing_or_wrong_is_told(tmp_path, city_staff):
    with pytest.raises(CommandError, match="開けません"):
        call_command("import_figures", str(tmp_path / "none.xlsx"), "--all", "--by=city")
    (tmp_path / "x.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="ファイルが空です"):
        call_command("import_figures", str(tmp_path / "x.csv"), "--all", "--by=city")


def test_somebody_elses_figure_of_the_meantime_stops_everything(
    imported, monkeypatch, second_city_staff
):
    def meanwhile(**arguments):
        draft("1-1", 99, second_city_staff)
        return record_years(**arguments)

    monkeypatch.setattr(bulk, "record_years", meanwhile)

    with pytest.raises(CommandError, match="ほかの人が値を変えたか"):
        imported(GOOD)
    assert recorded() == [("1-1", 2026, 99)]


# Cost ---------------------------------------------------------------------------------------


@pytest.fixture
def many(guideline):
    """More indicators than are named in a query."""
    direction = Indicator.objects.first().direction
    return Indicator.objects.bulk_create(
        Indicator(direction=direction, code=f"x{n:04}", name=f"指標その{n}", unit="件")
        for n in range(MOST_NAMED + 100)
    )


def queries(step) -> int:
    with CaptureQueriesContext(connection) as captured:
        step()
    return len(captured)


def test_reading_an_import_takes_two_queries_a_year_whatever_its_size(many, city_staff):
    def read(indicators):
        rows = [["指標ID", "R8", "R9"], *([i.code, 1, 2] for i in indicators)]
        return queries(
            lambda: bulk.read_import(
                "x.xlsx", xlsx(rows), years=[FY2026, FY2027], tell=lambda _told: None
            )
        )

    assert [read(many[:3]), read(many)] == [5, 5]


def test_recording_inserts_in_batches_not_by_the_row(many, city_staff):
    def record(indicators):
        figures = [NewFigure(indicator, value=Decimal(3)) for indicator in indicators]
        return queries(lambda: record_entries(year=FY2026, figures=figures, by=city_staff))

    few, all_of_them = record(many[:10]), record(many[10:])

    assert all_of_them - few < len(many) / 20
    assert Entry.objects.count() == len(many)


def test_a_lost_race_names_every_figure_in_a_fixed_number_of_queries(
    many, city_staff, second_city_staff, monkeypatch
):
    """Both writers saw nothing; the second meets the first's revisions at the insert."""
    for indicator in many[:30]:
        record_entries(
            year=FY2026, figures=[NewFigure(indicator, value=Decimal(1))], by=second_city_staff
        )
    real = actions._stands

    def blind(year, indicators):
        return dict.fromkeys(real(year, indicators), NOTHING)

    monkeypatch.setattr(actions, "_stands", blind)
    figures = [NewFigure(indicator, value=Decimal(2)) for indicator in many[:40]]

    with CaptureQueriesContext(connection) as captured, pytest.raises(StaleFigures) as stale:
        record_entries(year=FY2026, figures=figures, by=city_staff)

    reads = [query for query in captured if query["sql"].startswith("SELECT")]
    # standings (2), targets, other years, the lives of the lost figures
    assert len(reads) == 5
    assert {c.seen.revision for c in stale.value.conflicts} == {0}
    assert [c.indicator.code for c in stale.value.conflicts] == [i.code for i in many[:30]]
    assert {entry.value for entry in Entry.objects.all()} == {1}
