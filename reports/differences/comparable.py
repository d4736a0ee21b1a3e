"""The words of an edition laid out for comparing: each part and each fact under its name. Pure.

It reads the edition's document itself, so that parts which a later format adds (voices,
pictures) are compared without being told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from indicators.notation.formatting import format_number
from reports.editions.content import Chapter, EditionContent, ReportedIndicator

FRAME = {"schema", "fiscal_year", "title", "edition", "directions", "introduction", "closing"}
"""What of the document is no part of the text, or has its own place in the order of parts."""

OF_DIRECTION = {"number", "title", "initiatives", "indicators", "text"}


def text_parts(content: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the heading and the text of every part in the order of the report, by a lasting name.

    A part that is no text itself, such as a list of voices, is written out, a line a field.
    """
    parts = {"introduction": (_("はじめに"), content["introduction"])}
    for direction in content["directions"]:
        name = f"direction-{direction['number']}"
        heading = f"{direction['number']}. {direction['title']}"
        parts[name] = (heading, direction["text"])
        for key in sorted(direction.keys() - OF_DIRECTION):
            label = _("%(part)s：%(heading)s") % {"part": heading, "heading": name_of(key)}
            parts[f"{name}-{key}"] = (label, "\n\n".join(written_out(direction[key])))
    for key in sorted(content.keys() - FRAME):
        parts[key] = (name_of(key), "\n\n".join(written_out(content[key])))
    return parts | {"closing": (_("おわりに"), content["closing"])}


def name_of(key: str) -> str:
    """Return what readers call a part or a field of the document; its own name if they do not."""
    names = {
        "voices": _("声と事例"),
        "pictures": _("写真・図"),
        "number": _("番号"),
        "alt": _("代替テキスト"),
        "caption": _("説明"),
        "text": _("文章"),
        "name": _("名前"),
        "media_type": _("ファイルの種類"),
        "width": _("幅（画素）"),
        "height": _("高さ（画素）"),
        "sha256": _("ファイルのSHA-256"),
    }
    return names.get(key, key)


def written_out(value: object) -> Iterator[str]:
    """Yield a block of text for each thing in `value`; nothing for what is empty."""
    if isinstance(value, Mapping):
        lines = [
            f"{name_of(key)}：{block}" for key in sorted(value) for block in written_out(value[key])
        ]
        if lines:
            yield "\n".join(lines)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from written_out(item)
    elif value not in (None, ""):
        yield str(value)


def facts_of_report(content: EditionContent) -> dict[tuple[str, str], str]:
    """Return what the report is called and what its directions say, by subject and label."""
    facts = {(_("報告書"), _("題名")): content.title}
    for chapter in content.chapters:
        subject = subject_of(chapter)
        facts[subject, _("名称")] = chapter.title
        facts[subject, _("取組内容")] = "\n".join(chapter.initiatives)
    return facts


def subject_of(chapter: Chapter) -> str:
    """Return what a direction is called whatever its title."""
    return _("方向性%(number)s") % {"number": chapter.number}


def facts_of_indicator(indicator: ReportedIndicator, chapter: Chapter) -> dict[str, str]:
    """Return what an edition says of an indicator besides its figures, by label."""
    plan = indicator.series.plan
    facts = {
        _("指標名"): indicator.name,
        _("単位"): indicator.unit,
        _("方向性"): str(chapter.number),
        _("定義・算出方法"): indicator.definition,
        _("担当課"): indicator.responsible_section,
        _("出典"): indicator.data_source,
        _("目指す方向"): str(plan.trend.label) if plan.trend else "",
        _("維持とみなす幅"): format_number(plan.tolerance) if plan.tolerance else "",
        _("基準値"): "" if plan.baseline is None else format_number(plan.baseline),
        _("基準年度（西暦）"): str(plan.baseline_year.year if plan.baseline_year else ""),
    }
    for year, target in sorted(plan.targets.items()):
        facts[_("目標値（西暦%(year)s年度）") % {"year": year.year}] = format_number(target)
    for point in indicator.series.points:
        if point.figure is not None:
            label = _("備考（%(year)s）") % {"year": point.fiscal_year.long_label}
            facts[label] = point.figure.note
    return facts | {verdict_label(): indicator.verdict}


def verdict_label() -> str:
    """Return the label of the sentence on the report's year, which follows from the other facts."""
    return _("判定の文")


def finer_facts(content: Mapping[str, Any]) -> dict[str, object]:
    """Return what was worked out of figures and plans, by indicator: what was due, rates, verdicts.

    That is everything told neither as a fact nor as a figure, so that nothing of an edition
    changes unsaid. The entries of the ledger behind the figures are left out.
    """
    facts = {"name", "unit", "definition", "responsible_section", "data_source", "verdict", "plan"}
    return {
        indicator["code"]: _without(indicator, facts | {"figure", "state"})
        for direction in content["directions"]
        for indicator in direction["indicators"]
    }


def _without(value: object, keys: set[str]) -> object:
    """Return `value` without what stands under `keys`, at any depth."""
    if isinstance(value, Mapping):
        return {key: _without(item, keys) for key, item in value.items() if key not in keys}
    if isinstance(value, list):
        return [_without(item, keys) for item in value]
    return value
