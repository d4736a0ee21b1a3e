"""What to tell a person whose text is not a figure: what is wrong with it, and what to type."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from records.refusals import Refusal

EXCERPT_LENGTH = 20
"""The most characters of a text that a message repeats."""


class Unreadable(Refusal):
    """A text that is neither a number nor a reason for none; `message` says what to do."""


def excerpt_of(text: str) -> str:
    """Return the beginning of `text`, safe to repeat in a message."""
    beginning = "".join(char if char.isprintable() else " " for char in text[:EXCERPT_LENGTH])
    return beginning if len(text) <= EXCERPT_LENGTH else f"{beginning}…"


def looks_like_date(text: str) -> bool:
    """Return whether `text` could be a date, a time or a fraction. Spreadsheets make one of 1-1."""
    return _DATE.fullmatch(text) is not None


def complaint(bare: str, typed: str) -> str:
    """Return why `bare`, which a person typed as `typed`, is not one plain number."""
    messages = (message for pattern, message in _COMPLAINTS if pattern.fullmatch(bare))
    return str(next(messages, _OTHERWISE)) % {"text": excerpt_of(typed)}


_DATE = re.compile(
    r".*[0-9元][年月日].*|.*[0-9][/:][0-9].*|[0-9]{4}[.-][0-9]{1,2}[.-][0-9]{1,2}"
    r"|[RHSrhs] ?[0-9]{1,2}(?:[./-][0-9]{1,2})*|(?:令和|平成|昭和).*"
)

_COMPLAINTS = (
    (
        re.compile(r"=.*"),
        _(
            "「%(text)s」は数式です。"
            "表計算ソフトで「値の貼り付け」をして、計算した結果の数字にしてください。"
        ),
    ),
    (
        re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)", re.IGNORECASE),
        _(
            "「%(text)s」は、表計算ソフトのエラーです。"
            "元の表の計算を直し、正しい数字にしてから入力してください。"
        ),
    ),
    (
        re.compile(r"#+"),
        _(
            "「%(text)s」は、列の幅が足りずに隠れた数字です。"
            "列の幅を広げ、数字が見えるようにしてから写してください。"
        ),
    ),
    (
        re.compile(r"TRUE|FALSE", re.IGNORECASE),
        _(
            "「%(text)s」は、表計算ソフトの真偽値です。"
            "実績値の数字か、「該当なし」「未集計」にしてください。"
        ),
    ),
    (
        re.compile(r"なし|無し?"),
        _(
            "「%(text)s」は、0か該当なしかが分かりません。"
            "0のときは「0」、当てはまるものがないときは「該当なし」と入力してください。"
        ),
    ),
    (
        re.compile(r"[+-]?[0-9][0-9,.]*[eE][+-]?[0-9]+"),
        _(
            "「%(text)s」は、表計算ソフトが桁の多い数を省略した書き方です。"
            "セルの書式を「数値」にして、省略のない数字を入力してください。"
        ),
    ),
    (
        _DATE,
        _(
            "「%(text)s」は、日付や時刻、分数のように見えます。"
            "セルの書式を確かめて、実績値の数字を入力してください。"
        ),
    ),
    (
        re.compile(
            r"(?=.*[〇零一二三四五六七八九十百千万億兆])[0-9,. 〇零一二三四五六七八九十百千万億兆]+"
        ),
        _(
            "「%(text)s」に漢数字があります。"
            "12や30000のように、0から9までの数字だけで入力してください。"
        ),
    ),
    (
        re.compile(r"[0-9,]*\.[0-9,]*\.[0-9.,]*"),
        _("「%(text)s」には、小数点が2つ以上あります。小数点は1つだけにしてください。"),
    ),
    (
        re.compile(r"[0-9.,]*,[0-9.,]*"),
        _(
            "「%(text)s」は、カンマの位置が正しくありません。"
            "カンマを除いて入力してください。小数のときは「.」を使ってください。"
        ),
    ),
    (
        re.compile(r"[0-9,.]+(?: [0-9,.]+)+"),
        _(
            "「%(text)s」は、数字の間に空白や改行があります。"
            "1つの数なら空白を除き、2つ以上あるときは1つだけを入力してください。"
        ),
    ),
    (
        re.compile(r"[^0-9]*[0-9][0-9,.]*[^0-9,.]+[0-9].*"),
        _("「%(text)s」には、数字が2つ以上あります。実績値を1つだけ入力してください。"),
    ),
)

_OTHERWISE = _(
    "「%(text)s」は数字として読めません。実績値を、12のように数字で入力してください。"
    "値がないときは「該当なし」か「未集計」と入力してください。"
)
