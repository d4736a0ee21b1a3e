"""The rule behind the verdicts, in words, for the pages that show verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.notation.formatting import format_number
from indicators.progress.verdict import DEFAULT_BANDS, Bands, Status


@dataclass(frozen=True)
class Rule:
    """What one word of the progress pages means; `status` where the word is a verdict."""

    term: str
    text: str
    status: Status | None = None


def verdict_rules(bands: Bands = DEFAULT_BANDS) -> tuple[Rule, ...]:
    """Return the rule under `bands`, each word explained, in the order in which pages need it."""
    share = {"percent": format_number(bands.slightly_behind * Decimal(100))}
    times = {"times": format_number(bands.maintain)}
    return (
        Rule(
            _("めやす"),
            _(
                "基準値から最終年度の目標値まで、毎年度同じだけ進むと考えたときの、その年度の値です。"
                "年度の目標値が別に定められているときは、その値です。"
                "維持を目指す指標で基準値がないときは、最終年度の目標値です。"
            ),
        ),
        _rule(
            Status.ACHIEVED,
            _(
                "最終年度の目標値に達しました。"
                "維持を目指す指標では、最終年度に、目標値との差が維持とみなす幅に収まりました。"
            ),
        ),
        _rule(
            Status.ON_TRACK,
            _(
                "その年度のめやすに達しています。"
                "維持を目指す指標では、めやすとの差が維持とみなす幅に収まっています。"
            ),
        ),
        _rule(
            Status.SLIGHTLY_BEHIND,
            _(
                "めやすに届きませんが、基準値からめやすまでの道のりの%(percent)s%%以上を進みました。"
                "基準値がない指標では、実績値がめやすの%(percent)s%%以上です"
                "（減少を目指すときは、めやすが実績値の%(percent)s%%以上です）。"
                "維持を目指す指標では、めやすとの差が維持とみなす幅の%(times)s倍以内です。"
            )
            % (share | times),
        ),
        _rule(
            Status.BEHIND,
            _("「やや遅れ」よりも、めやすから離れています。基準値より後退したときも含みます。"),
        ),
        _rule(
            Status.NOT_ASSESSED,
            _(
                "実績値、目標値、目指す方向、その年度のめやすのどれかがないとき、"
                "または、目指す方向と基準値や目標値が合っていないときは、判定しません。"
            ),
        ),
        Rule(
            _("達成率"),
            _(
                "基準値から最終年度の目標値までの道のりのうち、進んだ割合です。"
                "基準値がない指標と、維持を目指す指標では、最終年度の目標値に対する実績値の割合です。"
                "小数第2位を四捨五入します。100%を超えることも、マイナスになることもあります。"
            ),
        ),
    )


def _rule(status: Status, text: str) -> Rule:
    return Rule(str(status.label), text, status)
