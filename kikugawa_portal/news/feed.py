"""/updates.atom: what was published, for feed readers and other portals."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kikugawa_portal.news.updates import published_updates
from records.fiscal_year import FIRST
from records.plain_text import plain_line, plain_text

NEWEST = 50
"""How many updates the feed holds; /updates/ has them all."""

NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.city.kikugawa.shizuoka.jp/#kyodo-portal")
"""The namespace of the ids of updates. Never change it: feed readers know an item by its id, which
stays the same when the portal moves to another host."""


class Feed(Atom1Feed):
    """An Atom feed that says the same until something new is published."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the newest item was published; before the first, when the guideline began."""
        moments = [item["updateddate"] for item in self.items]
        began = dt.datetime.combine(FIRST.starts_on, dt.time(), timezone.get_default_timezone())
        return max(moments, default=began)


def lasting_id(key: str) -> str:
    """Return the id by which feed readers know `key` for good."""
    return uuid.uuid5(NAMES, key).urn


def as_html(details: Sequence[str]) -> SafeString:
    """Return what an item tells, as Atom's summaries have it: HTML, a paragraph a detail."""
    return format_html_join("", "<p>{}</p>", ((detail,) for detail in details))


@require_safe
def updates_atom(request: HttpRequest) -> HttpResponse:
    """Answer with the feed of what was published, the newest first."""
    feed = Feed(
        title=_("菊川市 協働ポータル｜更新情報"),
        link=request.build_absolute_uri(reverse("updates")),
        description=None,
        subtitle=_("実績値の公表と訂正、進捗報告書の公表をお知らせします。"),
        language=get_language(),
        author_name=_("菊川市"),
        feed_url=request.build_absolute_uri(reverse("feed")),
        feed_guid=lasting_id("feed"),
    )
    for update in published_updates(timezone.localdate())[:NEWEST]:
        feed.add_item(
            title=plain_line(update.text),
            link=request.build_absolute_uri(update.url),
            description=plain_text(as_html(update.details)),
            unique_id=lasting_id(update.key),
            pubdate=timezone.localtime(update.at),
            updateddate=timezone.localtime(update.at),
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
