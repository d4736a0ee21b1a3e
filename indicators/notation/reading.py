"""What a person types into a cell -> a number, a reason for none, or a sentence on what to mend.

Pure. People write １２, 1,234, 12件, 約12, △3, －, …, and each is read. A remark says where more
was understood than the digits say. What could mean two things is refused, not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.notation.absence import Absence
from indicators.notation.complaints import Unreadable, complaint, excerpt_of
from indicators.notation.formatting import format_number
from indicators.notation.limits import DECIMAL_PLACES, INTEGER_DIGITS

__all__ = ["Reading", "Unreadable", "check_against", "read_figure"]

MAX_LENGTH = 60
"""No figure needs more characters. A longer text is refused at once."""

PERCENT = "%"
COUNTERS = ("回", "件", "講座", "校", "人", "名", "団体", "か所", "箇所", "円", PERCENT)
"""Units that people write behind a number, whether or not they are the indicator's own."""

_DASHES = "-−‐–—―─ー"
_MINUS = "-−"
_NOT_APPLICABLE = re.compile(rf"[{_DASHES}]{{1,3}}|該当(?:なし|無し?)|(?:なし|無し?)\(該当\)")
_PENDING = re.compile(r"\.{2,6}|・{2,6}|未集計|集計中")
_ABOUT = re.compile(
    r"^(?:約|およそ|おおよそ|おおむね|概ね|ほぼ) ?| ?(?:程度|くらい|ぐらい|ほど|前後)$"
)
_SIGNED = re.compile(rf"([{_DASHES}△▲+]?) ?([0-9].*)")
_NUMBER = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Reading:
    """What was understood of a cell: a number, a reason for none (`Absence`), or nothing.

    `remarks` are sentences for the person where more was understood than the bare characters say;
    `other_unit` is the unit that was typed where it is not the indicator's.
    """

    value: Decimal | None = None
    absence: str = ""
    remarks: tuple[str, ...] = ()
    other_unit: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the cell was empty."""
        return self.value is None and not self.absence


def read_figure(text: str, unit: str = "") -> Reading:
    """Return what `text` says of an indicator counted in `unit`.

    Raises Unreadable for anything else than one number or one reason for none, however long the
    text is, in bounded time.
    """
    typed = text.strip()
    if not typed:
        return Reading()
    if len(typed) > MAX_LENGTH:
        raise Unreadable(
            _("「%(text)s」は長すぎて、数字として読めません。実績値の数字だけを入力してください。")
            % {"text": excerpt_of(typed)}
        )
    _refuse_deceptive_characters(typed)
    plain = _plain(typed)
    absence = _absence(plain)
    if absence:
        return Reading(absence=absence)
    return _number(plain, _plain(unit), typed)


def check_against(value: Decimal, *, decimal_places: int, unit: str) -> None:
    """Raise Unreadable where an indicator of this kind cannot have the figure `value`.

    With `decimal_places` 0 it counts whole things in `unit`, of which there are never fewer
    than none.
    """
    if decimal_places == 0 and value < 0:
        raise Unreadable(
            _("「%(value)s」はマイナスの数です。0以上の数で入力してください（単位：%(unit)s）。")
            % {"value": format_number(value), "unit": unit}
        )
    if value == round(value, decimal_places):
        return
    if decimal_places == 0:
        raise Unreadable(
            _("「%(value)s」は小数です。小数点のない整数で入力してください（単位：%(unit)s）。")
            % {"value": format_number(value), "unit": unit}
        )
    raise Unreadable(
        _(
            "「%(value)s」は小数が長すぎます。小数点より下は%(places)sけたまでです（単位：%(unit)s）。"
        )
        % {"value": format_number(value), "places": decimal_places, "unit": unit}
    )


def _plain(text: str) -> str:
    """Return `text` with half-width characters, single spaces and one kind of comma."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    return spaced.replace("、", ",").replace("パーセント", PERCENT)


def _refuse_deceptive_characters(typed: str) -> None:
    """Refuse what cannot be seen, and digits that would change their meaning when normalised."""
    for char in typed:
        category = unicodedata.category(char)
        if category.startswith("C") and not char.isspace():
            raise Unreadable(
                _("「%(text)s」に、目に見えない文字が混ざっています。数字を入力し直してください。")
                % {"text": excerpt_of(typed)}
            )
        if category.startswith("N") and char not in "0123456789０１２３４５６７８９〇":
            raise Unreadable(
                _(
                    "「%(text)s」に、読めない数字「%(char)s」があります。"
                    "ふつうの数字（0から9まで）で入力してください。"
                )
                % {"text": excerpt_of(typed), "char": char}
            )


def _absence(plain: str) -> str:
    words = plain.replace(" ", "")
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1]
    if _NOT_APPLICABLE.fullmatch(words):
        return Absence.NOT_APPLICABLE.value
    return Absence.PENDING.value if _PENDING.fullmatch(words) else ""


def _number(plain: str, unit: str, typed: str) -> Reading:
    unquoted = plain.lstrip("'‘’")
    exact = _ABOUT.sub("", unquoted)
    bare, given = _without_unit(exact, unit)
    match = _SIGNED.fullmatch(bare)
    sign, digits = match.groups() if match else ("", bare)
    if not _NUMBER.fullmatch(digits):
        raise Unreadable(complaint(digits, typed))
    _refuse_other_scale(given, unit, typed)
    value = _value(digits, typed)
    if sign not in ("", "+"):
        value = -value + 0
    names = {"text": excerpt_of(typed), "value": format_number(value), "unit": unit, "given": given}
    remarks = []
    if sign not in ("", "+", *_MINUS):
        remarks.append(_("「%(text)s」を、マイナスの数 %(value)s と読みました。") % names)
    if exact != unquoted:
        remarks.append(
            _(
                "「%(text)s」を、ちょうど%(value)s%(unit)sと読みました。"
                "正確な数でないときは、そのことを備考に書いてください。"
            )
            % names
        )
    other_unit = given if given and unit and given != unit else ""
    if other_unit:
        remarks.append(
            _(
                "単位「%(given)s」は、この指標の単位「%(unit)s」と違います。"
                "%(value)s%(unit)sと読みました。"
            )
            % names
        )
    return Reading(value=value, remarks=tuple(remarks), other_unit=other_unit)


def _without_unit(text: str, unit: str) -> tuple[str, str]:
    """Return `text` without the unit at its end, and that unit, "" for none."""
    for candidate in (unit, *COUNTERS):
        if candidate and text.endswith(candidate):
            return text.removesuffix(candidate).rstrip(), candidate
    return text, ""


def _refuse_other_scale(given: str, unit: str, typed: str) -> None:
    """Refuse a percentage where things are counted, and the other way round."""
    if given and unit and given != unit and PERCENT in (given, unit):
        raise Unreadable(
            _(
                "「%(text)s」の単位は「%(given)s」ですが、この指標の単位は「%(unit)s」です。"
                "値を確かめて、数字だけを入力してください。"
            )
            % {"text": excerpt_of(typed), "given": given, "unit": unit}
        )


def _value(digits: str, typed: str) -> Decimal:
    """Return `digits` without needless zeros. Raises Unreadable beyond what the ledger holds."""
    whole, _point, decimals = digits.replace(",", "").partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    if len(whole) > INTEGER_DIGITS:
        raise Unreadable(
            _("「%(text)s」は、けたが多すぎます。整数の部分は%(digits)sけたまでです。")
            % {"text": excerpt_of(typed), "digits": INTEGER_DIGITS}
        )
    if len(decimals) > DECIMAL_PLACES:
        raise Unreadable(
            _("「%(text)s」は、小数が長すぎます。小数点より下は%(digits)sけたまでです。")
            % {"text": excerpt_of(typed), "digits": DECIMAL_PLACES}
        )
    return Decimal(f"{whole}.{decimals}" if decimals else whole)
