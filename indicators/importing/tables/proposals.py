"""A table of figures -> the figures that it proposes, each with its place. Pure.

Nothing is guessed. A row that names no indicator, and a figure that is given twice, are refused
with their place and with how to mend them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from indicators.importing.files.grid import Cell, Grid, UnclearTable
from indicators.importing.tables.headings import read_heading
from indicators.importing.tables.layout import Layout, find_layout
from indicators.importing.tables.matching import Names
from indicators.notation.complaints import excerpt_of, looks_like_date
from indicators.progress.series import Measured
from records.fiscal_year import FiscalYear
from records.refusals import Refusal


@dataclass(frozen=True)
class Proposal:
    """One figure of a table: where it stands, for which indicator and year, and what it says.

    `label` is what the row calls itself, `unit` what it says it counts in. `refusal` is why the
    figure cannot be taken; then `code` may be empty and `year` None.
    """

    place: str
    label: str = ""
    code: str = ""
    year: FiscalYear | None = None
    text: str = ""
    note: str = ""
    reason: str = ""
    unit: str = ""
    refusal: str = ""
    remarks: tuple[str, ...] = ()


@dataclass
class Block:
    """What a table proposes. `remarks` are sentences about how it was read."""

    proposals: list[Proposal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_block(grid: Grid, indicators: Iterable[Measured], years: Sequence[FiscalYear]) -> Block:
    """Return the figures of `years` that `grid` proposes for `indicators`.

    Raises UnclearTable where the table as a whole cannot be understood, or proposes nothing.
    """
    if all(cell.is_blank for row in grid.rows for cell in row):
        raise UnclearTable(_("表が空です。指標と実績値の入った表を選んでください。"))
    names = Names(indicators)
    layout = find_layout(grid, names, years)
    block = Block(remarks=[*grid.remarks, *layout.remarks])
    for row in range(layout.first, len(grid.rows)):
        if not all(cell.is_blank for cell in grid.rows[row]):
            _read_row(_Row(grid, row, layout, names, years), block)
    _refuse_twins(block)
    if not block.proposals:
        raise UnclearTable(
            _("取り込む値が一つもありません。実績値の入った表か、列の見出しを確かめてください。"),
            *block.remarks,
        )
    return block


@dataclass(frozen=True)
class _Row:
    """A row on its way to being understood."""

    grid: Grid
    index: int
    layout: Layout
    names: Names
    years: Sequence[FiscalYear]

    def cell(self, column: int | None) -> Cell:
        return Cell() if column is None else self.grid.at(self.index, column)

    def text(self, column: int | None) -> str:
        return " ".join(self.cell(column).text.split())

    @property
    def keys(self) -> list[str]:
        return [self.text(column) for column in self.layout.keys]

    @property
    def label(self) -> str:
        return excerpt_of(" ".join(self.keys))

    @property
    def has_values(self) -> bool:
        return any(not self.cell(column).is_blank for column in self.layout.values.values())

    @property
    def place(self) -> str:
        """Where its first figure stands."""
        columns = [c for c in self.layout.values.values() if not self.cell(c).is_blank]
        return self.grid.place(self.index, min(columns, default=0))


def _read_row(row: _Row, block: Block) -> None:
    try:
        code, remarks = _indicator(row)
        year = _year(row)
    except Refusal as refusal:
        if row.has_values:
            block.proposals.append(
                Proposal(row.place, row.label, text=_values(row), refusal=refusal.message)
            )
        elif row.label:
            block.remarks.append(
                _(
                    "%(row)d行目「%(label)s」は、実績値がなく、どの指標でもないため、読んでいません。"
                )
                % {"row": row.index + 1, "label": row.label}
            )
        return
    if year and year not in {wanted.year for wanted in row.years}:
        return
    for column_year, column in row.layout.values.items():
        note = row.text(row.layout.notes.get(column_year))
        cell = row.cell(column)
        if cell.is_blank and not note:
            continue
        block.proposals.append(
            Proposal(
                place=row.grid.place(row.index, column),
                label=row.label,
                code=code,
                year=FiscalYear(column_year or year),
                text=cell.text.strip(),
                note=note,
                reason=row.text(row.layout.reason),
                unit=row.text(row.layout.unit),
                refusal=cell.refusal,
                remarks=remarks,
            )
        )


def _indicator(row: _Row) -> tuple[str, tuple[str, ...]]:
    """Return the code of the row's indicator, and remarks on how it was found.

    Raises Refusal where the row names none, several, or two that disagree.
    """
    if not row.layout.keys:
        return row.names.codes[row.index - row.layout.first], ()
    found = [row.names.find(text) for text in row.keys]
    named = [codes for codes in found if codes]
    if not named:
        raise Refusal(_unknown(row))
    codes = frozenset.intersection(*named)
    if not codes:
        raise Refusal(
            _("「%(label)s」は、指標IDと指標名が違う指標を指しています。どちらかを直してください。")
            % {"label": row.label}
        )
    if len(codes) > 1:
        raise Refusal(
            _(
                "「%(label)s」という名前の指標は、%(codes)sの複数あります。"
                "指標IDの列を付けてください。"
            )
            % {"label": row.label, "codes": "、".join(sorted(codes))}
        )
    remarks = tuple(
        _("「%(text)s」は、この指標のIDや名前と違います。ほかの列から、この指標と判断しました。")
        % {"text": excerpt_of(text)}
        for text, hit in zip(row.keys, found, strict=True)
        if text and not hit
    )
    return next(iter(codes)), remarks


def _unknown(row: _Row) -> str:
    """Return what to do about a row that names no indicator."""
    cells = [row.cell(column) for column in row.layout.keys]
    if any(looks_like_date(cell.text.strip()) for cell in cells):
        return _(
            "「%(label)s」は、日付に変わった指標IDのように見えます。指標IDの列の書式を「文字列」にして"
            "「1-1」のように入力し直すか、指標名を使ってください。"
        ) % {"label": row.label}
    if refusal := next((cell.refusal for cell in cells if cell.refusal), ""):
        return refusal
    if not row.label:
        return _("指標IDも指標名もない行に値があります。指標IDか指標名を入れてください。")
    return _(
        "「%(label)s」という指標はありません。指標IDか指標名を、年度入力シートと同じに書いてください。"
    ) % {"label": row.label}


def _year(row: _Row) -> int:
    """Return the year that the row names, 0 where its columns do. Raises Refusal for neither."""
    if row.layout.year is None:
        return 0
    text = row.text(row.layout.year)
    heading = read_heading(text)
    if heading is None or heading.year is None:
        raise Refusal(
            _("年度「%(text)s」が読めません。「2026」か「令和8年度」のように書いてください。")
            % {"text": excerpt_of(text)}
        )
    return heading.year


def _values(row: _Row) -> str:
    """Return the figures of a row that cannot be taken, to show what is refused."""
    texts = (row.text(column) for column in row.layout.values.values())
    return excerpt_of(" ".join(text for text in texts if text))


def _refuse_twins(block: Block) -> None:
    """Refuse every figure that the table gives twice. The table cannot say which one is right."""
    places: dict[tuple[str, FiscalYear | None], list[str]] = {}
    for proposal in block.proposals:
        if proposal.code:
            places.setdefault((proposal.code, proposal.year), []).append(proposal.place)
    block.proposals = [
        replace(
            proposal,
            refusal=_("指標%(code)sの値が%(places)sにあります。正しい値を一つだけ残してください。")
            % {"code": proposal.code, "places": "、".join(places[proposal.code, proposal.year])},
        )
        if len(places.get((proposal.code, proposal.year), ())) > 1
        else proposal
        for proposal in block.proposals
    ]
