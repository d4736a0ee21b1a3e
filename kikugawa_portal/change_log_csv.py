"""The change log as a file that Excel opens right and that carries no formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.templatetags.people import person
from kikugawa_portal.change_log_lines import Line

BYTE_ORDER_MARK = "\ufeff"
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, also full-width."""


def header() -> list[str]:
    """Return the names of the columns."""
    return [
        _("日時"),
        _("種類"),
        _("人"),
        _("ID"),
        _("内容"),
        _("指標ID"),
        _("年度（西暦）"),
        _("理由など"),
        _("接続元のアドレス"),
    ]


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet calculates: an apostrophe goes before a formula."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA_BEGINNINGS) else text


def row(line: Line) -> list[str]:
    """Return the cells of a line, in the order of `header`."""
    account: User | None = line.person
    cells = [
        f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S}",
        str(line.kind.label),
        person(account) if account else "",
        account.get_username() if account else "",
        line.text,
        line.indicator.code if line.indicator else "",
        str(line.year.year) if line.year else "",
        line.detail,
        line.address,
    ]
    return [safe_cell(cell) for cell in cells]


class Echo:
    """Hands a written line back, for a csv.writer that writes nowhere."""

    def write(self, text: str) -> str:
        """Return what was to be written."""
        return text


def csv_lines(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the file line by line, beginning with the mark by which Excel knows UTF-8."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(header())
    for line in lines:
        yield writer.writerow(row(line))
