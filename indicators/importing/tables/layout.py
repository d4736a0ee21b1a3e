"""How a table is laid out: where its heading is, and what each column holds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.importing.files.grid import Grid, UnclearTable, message_at
from indicators.importing.tables.columns import guessed_columns, key_columns
from indicators.importing.tables.heading_row import heading_row, headings_of
from indicators.importing.tables.headings import Heading, Role, read_heading
from indicators.importing.tables.matching import Names
from indicators.notation.complaints import excerpt_of
from records.fiscal_year import FiscalYear
from records.refusals import Refusal


@dataclass
class Layout:
    """Where things are in a table. Columns and rows are counted from 0.

    `values` and `notes` are columns by the calendar year in which the fiscal year begins; where
    each row says its year (`year`), they stand under 0. Without `keys`, the rows are in the order
    of the year sheet.
    """

    first: int = 0
    keys: Sequence[int] = ()
    values: dict[int, int] = field(default_factory=dict)
    notes: dict[int, int] = field(default_factory=dict)
    unit: int | None = None
    reason: int | None = None
    year: int | None = None
    remarks: list[str] = field(default_factory=list)


def find_layout(grid: Grid, names: Names, years: Sequence[FiscalYear]) -> Layout:
    """Return how `grid`, which holds figures of `years`, is laid out.

    Raises UnclearTable where that is not certain.
    """
    heading = heading_row(grid, names)
    layout = Layout(first=0 if heading is None else heading + 1)
    headings = {} if heading is None else headings_of(grid, heading)
    layout.keys = key_columns(grid, layout.first, names, headings)
    if not layout.keys:
        if not headings or len(grid.rows) == len(names.codes):
            layout.first, headings, heading = 0, {}, None
        _need_the_order(grid, layout, names, headings)
    if heading is None:
        _guess_columns(grid, layout, names, years)
    else:
        _refuse_another_years_title(grid, heading, years)
        _take_columns(grid, heading, headings, layout, years)
    return layout


def _need_the_order(
    grid: Grid, layout: Layout, names: Names, headings: dict[int, Heading | None]
) -> None:
    """Take rows without names in the order of the sheet, if there is one for each indicator."""
    rows, wanted = len(grid.rows) - layout.first, len(names.codes)
    has_names = any(found and found.role is Role.KEY for found in headings.values())
    if has_names or rows != wanted or not wanted:
        raise UnclearTable(
            _(
                "どの行も、指標IDとも指標名とも一致しません。年度入力シートと同じ指標IDか指標名の列を"
                "付けてください。値だけを貼り付けるときは、年度入力シートの順に%(count)d行にしてください。"
            )
            % {"count": wanted}
        )
    layout.remarks.append(
        _(
            "指標の名前がないため、年度入力シートの順（%(first)sから%(last)sまで）に読みました。"
            "下の表で、値と指標の組み合わせを確かめてください。"
        )
        % {"first": names.codes[0], "last": names.codes[-1]}
    )


def _guess_columns(grid: Grid, layout: Layout, names: Names, years: Sequence[FiscalYear]) -> None:
    """Give the columns of a table without headings, of one year, their places in `layout`."""
    if len(years) > 1:
        raise UnclearTable(
            _(
                "列の見出しがないため、どの年度の値か分かりません。"
                "「令和8年度」のような見出しの行も一緒に写してください。"
            )
        )
    found = guessed_columns(grid, layout.keys, names)
    if found is None:
        raise UnclearTable(
            _(
                "見出しの行がなく、どの列が実績値か分かりません。"
                "「指標ID」「実績値」「備考」のような見出しの行も一緒に写してください。"
            )
        )
    layout.values, layout.unit = {years[0].year: found.value}, found.unit
    layout.notes = {} if found.note is None else {years[0].year: found.note}
    layout.remarks += [_passed_over(grid, layout.first, c) for c in found.passed_over]


def _refuse_another_years_title(grid: Grid, heading: int, years: Sequence[FiscalYear]) -> None:
    """Refuse a table whose title above the heading names a year that is not asked for."""
    wanted = {year.year for year in years}
    for row in range(heading):
        for column, cell in enumerate(grid.rows[row]):
            try:
                title = read_heading(cell.text)
            except Refusal as refusal:
                raise UnclearTable(
                    message_at(grid.place(row, column), refusal.message)
                ) from refusal
            if title and title.year and title.year not in wanted:
                raise UnclearTable(
                    message_at(grid.place(row, column), _other_year(cell.text, years)),
                )


def _take_columns(
    grid: Grid,
    row: int,
    headings: dict[int, Heading | None],
    layout: Layout,
    years: Sequence[FiscalYear],
) -> None:
    """Give each column its place in `layout` by its heading."""
    by_role: dict[Role, list[int]] = {role: [] for role in Role}
    for column in range(grid.width):
        found = headings.get(column)
        if column in layout.keys or (found and found.role is Role.KEY):
            continue
        if found is not None:
            by_role[found.role].append(column)
        elif any(not grid.at(r, column).is_blank for r in range(layout.first, len(grid.rows))):
            layout.remarks.append(_passed_over(grid, row, column))
    year_of = {column: found.year for column, found in headings.items() if found}
    layout.unit = next(iter(by_role[Role.UNIT]), None)
    layout.reason = next(iter(by_role[Role.REASON]), None)
    layout.year = next(iter(by_role[Role.YEAR]), None)
    _take_values(grid, by_role[Role.VALUE], year_of, layout, years)
    _take_notes(grid, by_role[Role.NOTE], year_of, layout)


def _take_values(
    grid: Grid,
    columns: Sequence[int],
    year_of: dict[int, int | None],
    layout: Layout,
    years: Sequence[FiscalYear],
) -> None:
    """Give each column of figures its year: its heading's, its rows', or the only year wanted."""
    dated = {column: year for column in columns if (year := year_of[column]) is not None}
    undated = [column for column in columns if column not in dated]
    _take_dated_columns(grid, dated, layout, years)
    if undated:
        _refuse_undated_columns(grid, undated, layout, years)
        if dated and layout.year is None:
            raise UnclearTable(_no_year(years))
        layout.values = {0 if layout.year is not None else years[0].year: undated[0]}
    if not layout.values:
        raise UnclearTable(_no_year(years))
    if 0 not in layout.values:
        layout.year = None


def _take_dated_columns(
    grid: Grid, dated: dict[int, int], layout: Layout, years: Sequence[FiscalYear]
) -> None:
    """Take the columns whose heading names a year that is wanted. Two of one year are refused."""
    wanted = {year.year for year in years}
    for column, year in dated.items():
        if year not in wanted:
            text = grid.at(layout.first - 1, column).text
            layout.remarks.append(message_at(grid.column_name(column), _other_year(text, years)))
        elif year in layout.values:
            raise UnclearTable(
                _("%(column)sと%(other)sは、同じ年度の列です。取り込む列を一つだけにしてください。")
                % {
                    "column": grid.column_name(layout.values[year]),
                    "other": grid.column_name(column),
                }
            )
        else:
            layout.values[year] = column


def _refuse_undated_columns(
    grid: Grid, undated: Sequence[int], layout: Layout, years: Sequence[FiscalYear]
) -> None:
    """Refuse columns whose heading names no year, unless only one year can be meant.

    Only one can be meant where a single column holds all figures, and each row names its year or
    one year alone is wanted.
    """
    is_only_column = len(undated) == 1 and not layout.values
    if is_only_column and (layout.year is not None or len(years) == 1):
        return
    raise UnclearTable(
        _(
            "%(columns)sは、どの年度の実績値か分かりません。"
            "見出しを「令和8年度」のように、年度ごとに一つずつ書いてください。"
        )
        % {"columns": "、".join(grid.column_name(column) for column in undated)}
    )


def _take_notes(
    grid: Grid, columns: Sequence[int], year_of: dict[int, int | None], layout: Layout
) -> None:
    for column in columns:
        year = year_of[column]
        if year is None and len(layout.values) == 1:
            year = next(iter(layout.values))
        if year is None:
            layout.remarks.append(
                _("%(column)sの備考は、どの年度のものか分からないため、読んでいません。")
                % {"column": grid.column_name(column)}
            )
        elif year in layout.values:
            layout.notes.setdefault(year, column)


def _passed_over(grid: Grid, row: int, column: int) -> str:
    return _("%(column)s「%(text)s」は、何の列か分からないため、読んでいません。") % {
        "column": grid.column_name(column),
        "text": excerpt_of(grid.at(row, column).text.strip()),
    }


def _other_year(text: str, years: Sequence[FiscalYear]) -> str:
    """Return why the column or title `text`, which names another year, is not taken."""
    if len(years) == 1:
        return _(
            "「%(text)s」は、%(year)sの値ではないため、読んでいません。"
            "その年度のページか、すべての年度を取り込むページを使ってください。"
        ) % {"text": excerpt_of(text.strip()), "year": years[0].label}
    return _("「%(text)s」は、%(first)sから%(last)sまでの年度ではないため、読んでいません。") % {
        "text": excerpt_of(text.strip()),
        "first": years[0].label,
        "last": years[-1].label,
    }


def _no_year(years: Sequence[FiscalYear]) -> str:
    if len(years) == 1:
        return _(
            "%(year)sの実績値の列がありません。"
            "見出しを「%(year)s」か「実績値」にした列に、値を入れてください。"
        ) % {"year": years[0].label}
    return _(
        "年度の列がありません。見出しを「%(first)s」から「%(last)s」までのどれかにした列に、"
        "値を入れてください。"
    ) % {"first": years[0].label, "last": years[-1].label}
