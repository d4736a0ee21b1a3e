"""What the heading of a column says: which kind of column it is, and of which fiscal year.

Pure. People write R8, 令和8年度, 2026, 2026年度（R8）, 令和８年度 実績値, 備考（令和8年度）.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from indicators.notation.complaints import excerpt_of
from records.fiscal_year import REIWA_OFFSET
from records.refusals import Refusal


class Role(Enum):
    """What a column holds."""

    KEY = "key"
    UNIT = "unit"
    YEAR = "year"
    VALUE = "value"
    NOTE = "note"
    REASON = "reason"
    OTHER = "other"


@dataclass(frozen=True)
class Heading:
    """What a column holds, and the calendar year in which its fiscal year begins, if it says so."""

    role: Role
    year: int | None = None


WORDS = {
    Role.KEY: (
        "指標id 指標コード 指標番号 指標no 指標no. id コード 番号 no no. 指標名 指標名称 指標 名称 "
        "成果指標 項目 項目名 kpi"
    ),
    Role.UNIT: "単位",
    Role.YEAR: "年度 年度(西暦) 年度(和暦) 西暦",
    Role.VALUE: "実績値 実績 値 数値 入力値 今年度 今年度実績 今年度の実績値 当年度 当年度実績",
    Role.NOTE: "備考 備考欄 注記 メモ",
    Role.REASON: "訂正の理由 訂正理由 変更の理由 変更理由",
    Role.OTHER: (
        "方向性 取組内容 担当課 所管課 担当 目標 目標値 前年度 前年度実績 前の年度 基準値 達成率 "
        "状態 進捗状況 定義 定義・算出方法 算出方法 出典 更新日 全国地方公共団体コード 自治体名"
    ),
}
ROLES = {word: role for role, words in WORDS.items() for word in words.split()}

_REIWA = re.compile(r"(?:令和|(?<![a-z])r)\.?(元|[0-9]{1,2})(?:年度|年)?")
_WESTERN = re.compile(r"(?:(?<![a-z])fy)?(20[0-9]{2})(?![0-9])(?:年度|年)?")
_OLDER = re.compile(r"(?:平成|昭和|(?<![a-z])[hs])\.?(?:元|[0-9]{1,2})(?:年度|年)?")
_NO_ERA = re.compile(r"(?<![0-9])[0-9]{1,2}年度")
_BRACKETS = re.compile(r"[()\[\]【】〔〕・/_:の-]+")


def read_heading(text: str) -> Heading | None:
    """Return what the heading `text` says, None where it is not known as a heading.

    Raises Refusal where it names two years, or one that is not certain.
    """
    words = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not words or len(words) > 60:
        return None
    if words in ROLES:
        return Heading(ROLES[words])
    rest = _BRACKETS.sub("", _REIWA.sub("", _WESTERN.sub("", _OLDER.sub("", words))))
    role = _SHORT_ROLES.get(rest) if rest else Role.VALUE
    if _OLDER.search(words) and role is not None:
        raise Refusal(
            _(
                "見出し「%(text)s」は、令和の年度ではありません。"
                "「令和8年度」か「2026年度」のように書いてください。"
            )
            % {"text": excerpt_of(text)}
        )
    if _NO_ERA.fullmatch(words):
        raise Refusal(
            _(
                "見出し「%(text)s」は、どの元号の年度か分かりません。"
                "「令和8年度」か「2026年度」のように書いてください。"
            )
            % {"text": excerpt_of(text)}
        )
    return None if role is None else Heading(role, _one(_years(words), text))


_SHORT_ROLES = {_BRACKETS.sub("", word): role for word, role in ROLES.items()}


def _years(words: str) -> set[int]:
    """Return every year that a heading names, as the calendar years in which they begin."""
    reiwa = {1 if number == "元" else int(number) for number in _REIWA.findall(words)}
    western = {int(year) for year in _WESTERN.findall(words)}
    return western | {number + REIWA_OFFSET for number in reiwa}


def _one(years: set[int], text: str) -> int | None:
    if len(years) < 2:
        return next(iter(years), None)
    raise Refusal(
        _("見出し「%(text)s」には、違う年度が書かれています。年度を一つにしてください。")
        % {"text": excerpt_of(text)}
    )
