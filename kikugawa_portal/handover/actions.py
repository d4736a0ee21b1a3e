"""The turn of the year (年度替わり): indicators change sections, people come, move and leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.models import Indicator, Posting
from indicators.models.office import section_name
from kikugawa_portal.accounts.log import note_change
from records.refusals import Refusal

MAX_SECTION = 100


@dataclass(frozen=True)
class IndicatorMove:
    """An indicator, its section as the person saw it, and as it is to be; "" for none."""

    indicator: Indicator
    seen: str
    section: str

    @property
    def changes(self) -> bool:
        """Whether anything is to change."""
        return self.seen != self.section


@dataclass(frozen=True)
class AccountChange:
    """An account: its section and whether it may sign in, as the person saw them and as wanted."""

    account: User
    seen_section: str
    section: str
    seen_active: bool
    is_active: bool

    @property
    def moves(self) -> bool:
        """Whether the section is to change."""
        return self.seen_section != self.section

    @property
    def leaves(self) -> bool:
        """Whether the account is to be closed."""
        return self.seen_active and not self.is_active

    @property
    def returns(self) -> bool:
        """Whether the account is to be opened again."""
        return self.is_active and not self.seen_active

    @property
    def changes(self) -> bool:
        """Whether anything is to change."""
        return self.moves or self.leaves or self.returns


class HandoverRefused(Refusal):
    """The plan breaks a rule, or something has moved on since. Nothing is changed.

    `indicators` and `accounts` give a message by primary key.
    """

    def __init__(self, indicators: dict[int, str], accounts: dict[int, str]) -> None:
        super().__init__(
            _("このままでは引き継げないところがあります。それぞれのメッセージをご覧ください。")
        )
        self.indicators = indicators
        self.accounts = accounts


@dataclass(frozen=True)
class HandoverPlan:
    """What a handover is to change."""

    moves: tuple[IndicatorMove, ...] = ()
    accounts: tuple[AccountChange, ...] = ()

    @classmethod
    def of(cls, moves: Iterable[IndicatorMove], accounts: Iterable[AccountChange]) -> HandoverPlan:
        """Return the plan of what really changes."""
        return cls(
            tuple(move for move in moves if move.changes),
            tuple(change for change in accounts if change.changes),
        )

    def __bool__(self) -> bool:
        return bool(self.moves or self.accounts)

    @property
    def unattended(self) -> list[str]:
        """The sections to which indicators move and to which the plan posts nobody."""
        posted = {change.section for change in self.accounts if change.is_active}
        posted |= set(
            Posting.objects.filter(person__is_active=True)
            .exclude(person__in=[change.account for change in self.accounts])
            .values_list("section", flat=True)
        )
        return sorted({move.section for move in self.moves if move.section} - posted)


def accounts_with_sections() -> QuerySet[User]:
    """Return every account with its section, those that may sign in first: two queries."""
    return (
        User.objects.select_related("posting")
        .prefetch_related("groups")
        .order_by("-is_active", "last_name", "first_name", "username")
    )


def section_of(account: User) -> str:
    """Return the section to which somebody is posted, "" for none."""
    posting = getattr(account, "posting", None)
    return str(posting.section) if posting else ""


@transaction.atomic
def hand_over(*, plan: HandoverPlan, by: User) -> HandoverPlan:
    """Carry out a plan, all of it or nothing, and note every change in the log.

    Nobody is deleted: whoever leaves keeps their name on what they entered, and cannot sign in.

    Raises HandoverRefused where somebody changed the same meanwhile, where `by` would close their
    own account, or where no administrator would be left.
    """
    indicators = {
        indicator.pk: indicator
        for indicator in Indicator.objects.select_for_update().filter(
            pk__in=[move.indicator.pk for move in plan.moves]
        )
    }
    accounts = {account.pk: account for account in _locked_accounts(plan)}
    refuse(plan, indicators, accounts, by)
    for move in plan.moves:
        _move(move, indicators[move.indicator.pk], by)
    for change in plan.accounts:
        _change(change, accounts[change.account.pk], by)
    return plan


def check(*, plan: HandoverPlan, by: User) -> None:
    """Raise what `hand_over` would raise, and change nothing."""
    indicators = Indicator.objects.in_bulk([move.indicator.pk for move in plan.moves])
    accounts = accounts_with_sections().in_bulk([change.account.pk for change in plan.accounts])
    refuse(plan, indicators, accounts, by)


def refuse(
    plan: HandoverPlan, indicators: dict[int, Indicator], accounts: dict[int, User], by: User
) -> None:
    """Raise HandoverRefused where the plan does not fit what stands now."""
    moved_on = _("ほかの人が先に変えました。いまの内容を見て、もう一度選んでください。")
    wrong_moves = {
        move.indicator.pk: moved_on
        for move in plan.moves
        if indicators[move.indicator.pk].responsible_section != move.seen
    }
    wrong_changes = {
        change.account.pk: moved_on
        for change in plan.accounts
        if (section_of(accounts[change.account.pk]), accounts[change.account.pk].is_active)
        != (change.seen_section, change.seen_active)
    }
    leavers = [change.account for change in plan.accounts if change.leaves]
    if by in leavers:
        wrong_changes[by.pk] = _("自分のアカウントは停止できません。ほかの管理者に頼んでください。")
    for account in last_administrators(leavers):
        wrong_changes.setdefault(
            account.pk,
            _("最後の管理者は停止できません。先に、ほかの人を管理者にしてください。"),
        )
    if wrong_moves or wrong_changes:
        raise HandoverRefused(wrong_moves, wrong_changes)


def last_administrators(leavers: Sequence[User]) -> list[User]:
    """Return the administrators among `leavers` without whom there would be none."""
    gone = [account for account in leavers if account.is_superuser]
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(
        pk__in=[account.pk for account in gone]
    )
    return [] if not gone or others.exists() else gone


def _locked_accounts(plan: HandoverPlan) -> list[User]:
    """Return the accounts of the plan, locked with all administrators.

    So two administrators cannot close each other's account at the same moment.
    """
    wanted = [change.account.pk for change in plan.accounts]
    administrators = User.objects.filter(is_superuser=True).values_list("pk", flat=True)
    locked = (
        User.objects.select_for_update()
        .filter(pk__in=[*wanted, *administrators])
        .order_by("pk")
        .prefetch_related("posting")
    )
    return [account for account in locked if account.pk in set(wanted)]


def _move(move: IndicatorMove, indicator: Indicator, by: User) -> None:
    indicator.responsible_section = move.section
    indicator.save(update_fields=["responsible_section"])
    note_change(changed=indicator, by=by, what=_moved(move.seen, move.section))


def _change(change: AccountChange, account: User, by: User) -> None:
    if change.moves:
        if change.section:
            Posting.objects.update_or_create(
                person=account, defaults={"section": section_name(change.section)}
            )
        else:
            Posting.objects.filter(person=account).delete()
        note_change(changed=account, by=by, what=_moved(change.seen_section, change.section))
    if change.leaves or change.returns:
        account.is_active = change.is_active
        account.save(update_fields=["is_active"])
        what = _("アカウントを停止した") if change.leaves else _("アカウントを再開した")
        note_change(changed=account, by=by, what=what)


def _moved(before: str, after: str) -> str:
    """Return the note that something moved from one section to another."""
    if not before:
        return _("担当課を「%(after)s」にした") % {"after": after}
    if not after:
        return _("担当課「%(before)s」を外した") % {"before": before}
    return _("担当課を「%(before)s」から「%(after)s」に変えた") % {"before": before, "after": after}
