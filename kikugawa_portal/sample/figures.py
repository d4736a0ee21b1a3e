"""Figures made up for trying the portal out: every state that a figure or a report can be in.

None of them is Kikugawa's. They go into the ledger through the same verbs as real ones, marked
as samples, and every page of such a database says so for good.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import Group, User
from django.db import transaction

from indicators.ledger import second_pair
from indicators.ledger.actions import confirm_entries, correct_entry, record_entries
from indicators.ledger.new_figures import NewFigure
from indicators.ledger.standings import Standing
from indicators.models import Entry, Indicator, Target
from indicators.notation.absence import Absence
from indicators.progress.plan import Trend
from kikugawa_portal.accounts.actions import record_sign_in
from kikugawa_portal.sample.picture import sample_picture
from records.fiscal_year import FIRST, FiscalYear
from reports.drafts.actions import save_report
from reports.drafts.queries import read_draft
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from reports.editions.snapshot import next_edition
from reports.models import Report
from reports.pictures.actions import add_picture
from reports.schedules.actions import publish_due, schedule_publication


@dataclass(frozen=True)
class DemoAccount:
    """An account for trying out one role. Its password is public, so it opens nothing real."""

    username: str
    password: str
    name: str
    role: str | None


ACCOUNTS = (
    DemoAccount("city", "mihon-shishokuin", "市職員（見本）", "city_staff"),
    DemoAccount("center", "mihon-center", "センター職員（見本）", "center_staff"),
    DemoAccount("admin", "mihon-kanrisha", "管理者（見本）", None),
)

BASELINE_YEAR = 2025
PLANS: dict[str, tuple[Trend, int | None, dict[int, int]]] = {
    "1-1": (Trend.INCREASE, 8, {2033: 24}),
    "1-2": (Trend.INCREASE, 20, {2029: 45, 2033: 60}),
    "2-1": (Trend.INCREASE, 96, {2033: 240}),
    "2-2": (Trend.MAINTAIN, None, {2033: 6}),
    "3-1": (Trend.INCREASE, None, {2027: 12, 2030: 15, 2033: 20}),
    "5-1": (Trend.INCREASE, 3, {2033: 10}),
}
"""Trend, baseline of FY2025 and targets; the indicators left out have none."""

FIGURES: dict[int, dict[str, int | Absence]] = {
    2026: {
        "1-1": 10, "1-2": 22, "2-1": 1204, "2-2": 6, "3-1": 9,
        "4-1": Absence.NOT_APPLICABLE, "4-2": 0, "5-1": 4, "5-2": Absence.PENDING,
    },
    2027: {
        "1-1": 13, "1-2": 28, "2-1": 131, "2-2": 5, "3-1": 12,
        "3-2": 17, "4-1": 2, "4-2": 3, "5-1": 3, "5-2": 4,
    },
    2028: {"1-1": 12, "1-2": 41, "2-1": 142, "2-2": 4},
}  # fmt: skip
"""Figures to be confirmed. FY2026 leaves one out, so that something is owed."""

DRAFTS: dict[int, dict[str, int]] = {2028: {"3-1": 14, "3-2": 21, "4-1": 3, "4-2": 30}}
"""Figures that nobody has confirmed yet; the last has a 0 too many, which the portal notices."""

CORRECTION = (2026, "2-1", 120, "入力のときに桁を間違えたため（見本）")
CORRECTION_IN_SECOND_EDITION = (2026, "1-2", 23, "一つの事業を数えもらしていたため（見本）")

INTRODUCTION = (
    "この報告書は、ポータルの使いかたを試すための**見本**です。"
    "数値も文章も、実際のものではありません。"
)
SECTIONS = {
    1: (
        "交流会を開き、団体どうしのつながりが生まれました（見本）。\n\n"
        "- 来年度は、回数よりも参加しやすさを大切にします。"
    ),
    2: "情報発信に力を入れました（見本）。",
    3: "講座の種類を増やしました（見本）。",
    4: "相談の窓口を知ってもらうことが課題です（見本）。",
    5: "若者の活動を支援しました（見本）。",
}
VOICES = (
    "# 参加した人の声\n\n"
    "- 「はじめて会う人とも、地図を囲むと話しやすかったです」（見本、40代）\n"
    "- 「高校生の意見がそのまま形になって、うれしかったです」（見本、10代）\n\n"
    "# 事例：机を囲んで話す会\n\n"
    "立場のちがう6人が一つの机を囲み、気づいたことを付せんに書いて出し合いました（見本）。\n\n"
    "【画像1】"
)
PICTURE = {
    "alt": "丸い机を六人が囲み、机の紙に付せんを貼っている様子を、真上から描いた絵",
    "caption": "机を囲んで話す会のイメージ（見本の絵）",
}
CLOSING = "ご意見をお寄せください（見本）。"
SECTIONS_OF_SECOND_EDITION = SECTIONS | {2: "広報紙と掲示板で、情報発信に力を入れました（見本）。"}
CLOSING_OF_SECOND_EDITION = (
    f"{CLOSING}\n\n次の報告書は、令和9年度の実績をまとめて公表します（見本）。"
)
NOTE_OF_SECOND_EDITION = "指標1-2の実績値の訂正に合わせて、文章を書き足しました（見本）。"


@transaction.atomic
def load(now: dt.datetime) -> None:
    """Fill an empty ledger with the sample: accounts, plans, figures, a report in two editions.

    The events lie in the weeks before `now`, so that whatever is tried out next is the newest.
    """
    people = make_accounts()
    city, center = people["city"], people["center"]
    confirmer = people["admin"] if second_pair.second_pair_is_required() else city
    record_sign_in(account=city, succeeded=True, at=now - dt.timedelta(weeks=8))
    _make_plans()
    for weeks, (year, figures) in zip((8, 7, 6), FIGURES.items(), strict=True):
        drafted = now - dt.timedelta(weeks=weeks)
        drafts = _record(year, figures, city, drafted)
        confirm_entries(drafts=drafts, by=confirmer, at=drafted + dt.timedelta(days=2))
    for year, drafted_figures in DRAFTS.items():
        _record(year, drafted_figures, city, now - dt.timedelta(weeks=2))
    _publish(center, now - dt.timedelta(weeks=4))
    _correct(CORRECTION_IN_SECOND_EDITION, city, confirmer, now - dt.timedelta(weeks=3, days=2))
    _publish_as_planned(center, now - dt.timedelta(weeks=3))
    _correct(CORRECTION, city, confirmer, now - dt.timedelta(weeks=1))


def make_accounts() -> dict[str, User]:
    """Make the demo accounts and return them by user name; an account there already is kept."""
    people = {}
    for account in ACCOUNTS:
        person = User.objects.filter(username=account.username).first()
        if person is None:
            is_administrator = account.role is None
            person = User.objects.create_user(
                account.username,
                password=account.password,
                last_name=account.name,
                is_staff=is_administrator,
                is_superuser=is_administrator,
            )
            if account.role:
                person.groups.add(Group.objects.get(name=account.role))
        people[account.username] = person
    return people


def _make_plans() -> None:
    for code, (trend, baseline, targets) in PLANS.items():
        indicator = Indicator.objects.get(code=code)
        indicator.trend = trend
        indicator.tolerance = Decimal(1) if trend is Trend.MAINTAIN else None
        indicator.baseline_value = None if baseline is None else Decimal(baseline)
        indicator.baseline_year = None if baseline is None else BASELINE_YEAR
        indicator.full_clean()
        indicator.save()
        Target.objects.bulk_create(
            Target(indicator=indicator, fiscal_year=year, value=Decimal(value))
            for year, value in targets.items()
        )


def _record(
    year: int, figures: dict[str, int | Absence] | dict[str, int], by: User, at: dt.datetime
) -> list[Entry]:
    """Record `figures` by indicator code as drafts of `year`."""
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    return record_entries(
        year=FiscalYear(year),
        figures=[
            NewFigure(indicators[code], absence=figure)
            if isinstance(figure, Absence)
            else NewFigure(indicators[code], value=Decimal(figure))
            for code, figure in figures.items()
        ],
        by=by,
        source=Entry.Source.SAMPLE,
        at=at,
    )


def _correct(
    correction: tuple[int, str, int, str], by: User, confirmer: User, at: dt.datetime
) -> None:
    year, code, value, reason = correction
    indicator = Indicator.objects.get(code=code)
    standing = Standing.of(list(Entry.objects.history(indicator.pk, FiscalYear(year))))
    entry = correct_entry(
        year=FiscalYear(year),
        figure=NewFigure(indicator, Decimal(value), reason=reason, seen_revision=standing.revision),
        by=by,
        at=at,
    )
    if entry.is_draft:
        confirm_entries(drafts=[entry], by=confirmer, at=at)


def _publish(by: User, at: dt.datetime) -> None:
    report = _save(by, at, SECTIONS, CLOSING)
    add_picture(year=FIRST, file=sample_picture(), by=by, at=at, **PICTURE)
    publish_edition(report=report, by=by, seen_version=report.version, at=at)


def _publish_as_planned(by: User, at: dt.datetime) -> None:
    """Publish the second edition at a moment that was planned the day before."""
    planned = at - dt.timedelta(days=1)
    report = _save(by, planned, SECTIONS_OF_SECOND_EDITION, CLOSING_OF_SECOND_EDITION)
    schedule_publication(
        report=report,
        by=by,
        publish_at=at,
        seen_version=report.version,
        seen_substance=next_edition(FIRST, by=by, at=planned).substance,
        change_note=NOTE_OF_SECOND_EDITION,
        at=planned,
    )
    publish_due(at=at)


def _save(by: User, at: dt.datetime, sections: Mapping[int, str], closing: str) -> Report:
    return save_report(
        year=FIRST,
        texts=Texts.of(sections, introduction=INTRODUCTION, voices=VOICES, closing=closing),
        by=by,
        seen_version=read_draft(FIRST).version,
        at=at,
    )
