"""What the frame of every page needs: menus, languages, the page's own title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.fiscal_year import FiscalYear

register = template.Library()

SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("指針を読む"), ("guideline",)),
    (_("担い手"), ("actors:list",)),
    (_("原則"), ("principles:list",)),
    (_("方向性"), ("directions:list",)),
    (_("進捗"), ("indicators:progress", "indicators:list")),
    (_("報告書"), ("reports:list",)),
)
"""The site's sections: the name, the page it leads to, and further addresses that belong to it."""


ROLE_NAMES = {"city_staff": _("市職員"), "center_staff": _("センター職員")}
"""The groups in the words that staff use for them."""


@dataclass(frozen=True)
class MenuItem:
    """A link of a menu, and how it relates to the page that shows it.

    `current` is the value of aria-current: "page" for the page itself, "true" for a page
    below it, "" for any other.
    """

    label: str | Promise
    url: str
    current: str = ""


@dataclass(frozen=True)
class Language:
    """A language of the site, named in itself, and this page's address in it."""

    code: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[MenuItem]:
    """Return the sections of the public site, in the order of the header."""
    path = path_of(context)
    return [
        MenuItem(label, reverse(names[0]), relation(path, *map(reverse, names)))
        for label, names in SECTIONS
    ]


@register.simple_tag(takes_context=True)
def staff_menu(context: Context) -> list[MenuItem]:
    """Return where the person signed in may go; nothing for anybody else."""
    return list(staff_pages(context["user"], path_of(context)))


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[Language]:
    """Return the site's languages; nothing where there is only one to choose from."""
    if len(settings.LANGUAGES) < 2:
        return []
    path, current = path_of(context), get_language()
    return [
        Language(code, str(name), translate_url(path, code), code == current)
        for code, name in settings.LANGUAGES
    ]


@register.filter
def roles(user: User) -> list[Promise]:
    """Return what somebody may do here, in the words that staff use for it; [] for nothing.

    Read off the permissions, which every staff page has loaded already.
    """
    if user.is_superuser:
        return [_("管理者")]
    known = [("indicators.add_entry", _("市職員")), ("reports.change_report", _("センター職員"))]
    return [name for permission, name in known if user.has_perm(permission)]


@register.filter
def group_names(user: User) -> list[str | Promise]:
    """Return the roles of somebody else, read off groups that came with the account."""
    if user.is_superuser:
        return [_("管理者")]
    return [ROLE_NAMES.get(group.name, group.name) for group in user.groups.all()]


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the numbers to offer on a page of a long list: both ends, and those near the page."""
    return page.paginator.get_elided_page_range(page.number)


@register.filter
def css_name(value: str) -> str:
    """Return a code as stylesheets and icons spell it: on_track -> on-track."""
    return value.replace("_", "-")


@register.tag
def keep(parser: Parser, token: Token) -> KeptText:
    """Render what stands between {% keep name %} and {% endkeep %} into a variable.

    Runs of white space become one space. Unlike a block, the text may be used more than once.
    """
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeptText(name, nodelist)


class KeptText(template.Node):
    """The node of {% keep %}."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Set the variable; the tag itself shows nothing."""
        # The parts were escaped when they were rendered, and joining them adds only spaces.
        context[self.name] = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308
        return SafeString("")


def staff_pages(user: User | AnonymousUser, path: str) -> Iterator[MenuItem]:
    """Yield the staff pages that `user` may open. A year's page stands for those of all years."""
    year = FiscalYear.being_entered(timezone.localdate())
    if user.has_perm("indicators.view_entry"):
        home, sheet = reverse("staff-home"), reverse("indicators:sheet", args=[year])
        yield MenuItem(_("ホーム"), home, "page" if path == home else "")
        yield MenuItem(_("年度入力シート"), sheet, relation(path, sheet, all_years(sheet)))
    if user.has_perm("reports.change_report"):
        report = reverse("reports:edit", args=[year])
        yield MenuItem(_("報告書"), report, relation(path, report, all_years(report)))
    if user.has_perm("indicators.view_entry"):
        manual = reverse("manual-list")
        yield MenuItem(_("手引き"), manual, relation(path, manual))
    if user.is_superuser:
        handover, log = reverse("handover"), reverse("change-log")
        yield MenuItem(_("引き継ぎ"), handover, relation(path, handover))
        yield MenuItem(_("変更の記録"), log, relation(path, log))
        yield MenuItem(_("管理"), reverse("admin:index"))


def all_years(url: str) -> str:
    """Return the beginning of a page's addresses of all years: /staff/entry/ for a sheet's."""
    return url.removesuffix("/").rpartition("/")[0] + "/"


def path_of(context: Context) -> str:
    """Return the address of the page being rendered, "" outside of a request."""
    request: HttpRequest | None = context.get("request")
    return request.path if request else ""


def relation(path: str, *urls: str) -> str:
    """Return the aria-current of a menu item that leads to the first of `urls`."""
    if path == urls[0]:
        return "page"
    return "true" if path.startswith(urls) else ""
