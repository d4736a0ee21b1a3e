"""A table as it was pasted or lay in a file: cells and their places, not yet understood. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.plain_text import plain_text
from records.refusals import Refusal

MAX_ROWS = 20_000
MAX_CELLS = 400_000
"""A prefecture's ten thousand indicators over eight years fit; what is larger is something else."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class UnclearTable(Refusal):
    """A table whose meaning is not certain; `messages` say what to mend."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


class UnusableFile(UnclearTable):
    """A file from which no table can be read."""


@dataclass(frozen=True)
class Cell:
    """What a person sees in a cell. `refusal` is why it cannot be taken, if that is known."""

    text: str = ""
    refusal: str = ""

    def __post_init__(self) -> None:
        """Take out of the text what nobody can see."""
        object.__setattr__(self, "text", plain_text(self.text))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text.strip() and not self.refusal


BLANK = Cell()


@dataclass(frozen=True)
class Grid:
    """Rows of cells. `remarks` are sentences about how the table was read.

    A place in a file is named by letter and number. A place in a pasted table is counted, since
    nobody knows where in its sheet the table began.
    """

    rows: tuple[tuple[Cell, ...], ...]
    is_file: bool = False
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]], *, is_file: bool = False) -> Grid:
        """Return a grid of plain texts."""
        return cls(tuple(tuple(map(Cell, row)) for row in rows), is_file)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return the cell in `row` and `column`, counted from 0; a blank one beyond the end."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else BLANK

    def place(self, row: int, column: int) -> str:
        """Return where a cell is, in the words of the person: C5, or 5行目の3列目."""
        if self.is_file:
            return f"{column_letters(column)}{row + 1}"
        return _("%(row)d行目の%(column)d列目") % {"row": row + 1, "column": column + 1}

    def column_name(self, column: int) -> str:
        """Return what a column is called: C列, or 3列目."""
        if self.is_file:
            return _("%(letters)s列") % {"letters": column_letters(column)}
        return _("%(column)d列目") % {"column": column + 1}


def refuse_too_large(rows: int, cells: int) -> None:
    """Raise UnusableFile for a table with too many rows or cells. Called while it is read."""
    if rows > MAX_ROWS:
        raise UnusableFile(
            _(
                "行が多すぎます（%(limit)s行まで）。指標と実績値の行だけを、新しいファイルの先頭に"
                "写して保存してください。空の行が続いているときも、同じようにしてください。"
            )
            % {"limit": f"{MAX_ROWS:,}"}
        )
    if cells > MAX_CELLS:
        raise UnusableFile(
            _(
                "セルが多すぎます。指標と実績値、備考の列だけを、新しいファイルに写して保存してください。"
            )
        )


def column_letters(column: int) -> str:
    """Return the letters of a spreadsheet's column, counted from 0: A, B, ... Z, AA."""
    head, last = divmod(column, len(LETTERS))
    return (column_letters(head - 1) if head else "") + LETTERS[last]


def message_at(place: str, message: str) -> str:
    """Return `message` with the place that it is about before it."""
    return _("%(place)s：%(message)s") % {"place": place, "message": message}
