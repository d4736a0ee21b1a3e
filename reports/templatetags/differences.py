"""`{% difference pieces %}`: what was inserted and deleted, to be seen and to be heard."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.differences.texts import Piece, PieceKind, excerpt

register = template.Library()


@register.simple_tag
def difference(pieces: Sequence[Piece]) -> SafeString:
    """Return `pieces` as HTML, without the kept text that is far from every change."""
    return format_html_join("", "{}", ((_as_html(piece),) for piece in excerpt(pieces)))


def _as_html(piece: Piece) -> SafeString | str:
    if piece.kind is PieceKind.KEPT:
        return piece.text
    if piece.kind is PieceKind.OMITTED:
        omitted = _("（変わらない%(count)s字を省略）") % {"count": f"{len(piece.text):,}"}
        return format_html('<span class="difference__omitted">{}</span>', omitted)
    if piece.kind is PieceKind.INSERTED:
        tag, begins, ends = "ins", _("（追加、ここから）"), _("（追加、ここまで）")
    else:
        tag, begins, ends = "del", _("（削除、ここから）"), _("（削除、ここまで）")
    return format_html(
        '<{tag}><span class="visually-hidden">{begins}</span>{blank}{text}'
        '<span class="visually-hidden">{ends}</span></{tag}>',
        tag=tag,
        begins=begins,
        blank=_name_of_blank(piece.text),
        text=piece.text,
        ends=ends,
    )


def _name_of_blank(text: str) -> str:
    """Return a name for a text of blanks alone, "" for any other."""
    if text.strip():
        return ""
    return _("（改行）") if "\n" in text else _("（空白）")
