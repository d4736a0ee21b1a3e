"""How a table is laid out: where its heading is, and what each column holds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.importing.files.grid import Grid, UnclearTable
from indicators.importing.tables.columns import guessed_columns, key_columns
from indicators.importing.tables.headings import Heading, Role, read_heading
from indicators.importing.tables.matching import Names
from indicators.notation.complaints import excerpt_of
from records.fiscal_year import FiscalYear
from records.refusals import Refusal

HEADING_WITHIN = 10
"""In how many rows at the top a heading is looked for."""


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
    told: list[str] = field(default_factory=list)


def find_layout(grid: Grid, names: Names, years: Sequence[FiscalYear]) -> Layout:
    """Return how `grid`, which holds figures of `years`, is laid out.

    Raises UnclearTable where that is not certain.
    """
    heading = _heading_row(grid, names)
    layout = Layout(first=0 if heading is None else heading + 1)
    headings = {} if heading is None else _headings(grid, heading)
    layout.keys = key_columns(grid, layout.first, names, headings)
    if not layout.keys:
        if not headings or len(grid.rows) == len(names.codes):
            layout.first, headings, heading = 0, {}, None
        _need_the_order(grid, layout, names, headings)
    if heading is None:
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
        layout.told += [_passed_over(grid, layout.first, c) for c in found.passed_over]
    else:
        _refuse_another_years_title(grid, heading, years)
        _take_columns(grid, heading, headings, layout, years)
    return layout


def _heading_row(grid: Grid, names: Names) -> int | None:
    """Return the row of the heading: of those above the first indicator, the one that says most."""
    best, most = None, 0
    for index, row in enumerate(grid.rows[:HEADING_WITHIN]):
        if any(names.find(cell.text) for cell in row):
            break
        count = sum(_is_heading(cell.text) for cell in row)
        if count and count >= most:
            best, most = index, count
    return best


def _is_heading(text: str) -> bool:
    try:
        return read_heading(text) is not None
    except Refusal:
        return True


def _headings(grid: Grid, row: int) -> dict[int, Heading | None]:
    """Return what each column says it is. Raises UnclearTable with every doubtful one."""
    found: dict[int, Heading | None] = {}
    doubtful = []
    for column, cell in enumerate(grid.rows[row]):
        try:
            found[column] = read_heading(cell.text)
        except Refusal as refusal:
            doubtful.append(_at(grid.place(row, column), refusal.message))
        if cell.fault:
            doubtful.append(_at(grid.place(row, column), cell.fault))
    if doubtful:
        raise UnclearTable(*doubtful)
    return found


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
    layout.told.append(
        _(
            "指標の名前がないため、年度入力シートの順（%(first)sから%(last)sまで）に読みました。"
            "下の表で、値と指標の組み合わせを確かめてください。"
        )
        % {"first": names.codes[0], "last": names.codes[-1]}
    )


def _refuse_another_years_title(grid: Grid, heading: int, years: Sequence[FiscalYear]) -> None:
    """Refuse a table whose title above the heading names a year that is not asked for."""
    wanted = {year.year for year in years}
    for row in range(heading):
        for column, cell in enumerate(grid.rows[row]):
            try:
                title = read_heading(cell.text)
            except Refusal as refusal:
                raise UnclearTable(_at(grid.place(row, column), refusal.message)) from refusal
            if title and title.year and title.year not in wanted:
                raise UnclearTable(
                    _at(grid.place(row, column), _other_year(cell.text, years)),
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
            layout.told.append(_passed_over(grid, row, column))
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
    wanted = {year.year for year in years}
    plain: list[int] = []
    for column in columns:
        year = year_of[column]
        if year is None:
            plain.append(column)
        elif year not in wanted:
            text = grid.at(layout.first - 1, column).text
            layout.told.append(
                _at(
                    grid.column_name(column),
                    _other_year(text, years),
                )
            )
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
    if len(plain) == 1 and not layout.values and (layout.year is not None or len(wanted) == 1):
        if len(columns) > 1 and layout.year is None:
            raise UnclearTable(_no_year(years))
        layout.values = {0 if layout.year is not None else years[0].year: plain[0]}
    elif plain:
        raise UnclearTable(
            _(
                "%(columns)sは、どの年度の実績値か分かりません。"
                "見出しを「令和8年度」のように、年度ごとに一つずつ書いてください。"
            )
            % {"columns": "、".join(grid.column_name(column) for column in plain)}
        )
    if not layout.values:
        raise UnclearTable(_no_year(years))
    if 0 not in layout.values:
        layout.year = None


def _take_notes(
    grid: Grid, columns: Sequence[int], year_of: dict[int, int | None], layout: Layout
) -> None:
    for column in columns:
        year = year_of[column]
        if year is None and len(layout.values) == 1:
            year = next(iter(layout.values))
        if year is None:
            layout.told.append(
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


def _at(place: str, message: str) -> str:
    return _("%(place)s：%(message)s") % {"place": place, "message": message}
