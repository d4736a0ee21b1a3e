"""The texts and facts of an edition by lasting names, for comparing two editions. Pure.

Texts are read from the JSON itself, so that whatever a later format adds is compared too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from indicators.notation.formatting import format_number
from reports.drafts.texts import PARTS, in_order
from reports.editions.content import EditionContent, ReportChapter, ReportedIndicator

FRAME = {"schema", "fiscal_year", "title", "edition", "directions"}
"""What of the document is no text, or is compared in another way."""

OF_DIRECTION = {"number", "title", "initiatives", "indicators", "text"}


def text_parts(content: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the heading and the text of every part by name, in the order of the report.

    What is no text, such as the pictures, becomes one with a line for each field. It follows the
    directions.
    """
    sections: dict[str, tuple[str, str]] = {}
    for direction in content["directions"]:
        name = f"direction-{direction['number']}"
        heading = f"{direction['number']}. {direction['title']}"
        sections[name] = (heading, direction["text"])
        for key in sorted(direction.keys() - OF_DIRECTION):
            label = _("%(part)s：%(heading)s") % {"part": heading, "heading": label_of(key)}
            sections[f"{name}-{key}"] = (label, "\n\n".join(text_blocks(direction[key])))
    for key in sorted(content.keys() - FRAME - {part.name for part in PARTS}):
        sections[key] = (label_of(key), "\n\n".join(text_blocks(content[key])))
    return dict(
        in_order(
            lambda part: (
                part.name,
                (str(part.heading), "\n\n".join(text_blocks(content.get(part.name)))),
            ),
            sections.items(),
        )
    )


def label_of(key: str) -> str:
    """Return the label of a part or a field for readers; the key itself if there is none."""
    labels = {part.name: str(part.heading) for part in PARTS} | {
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
    return labels.get(key, key)


def text_blocks(value: object) -> Iterator[str]:
    """Yield a block of text for each item in `value`, and nothing for an empty value."""
    if isinstance(value, Mapping):
        lines = [
            f"{label_of(key)}：{block}"
            for key in sorted(value)
            for block in text_blocks(value[key])
        ]
        if lines:
            yield "\n".join(lines)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from text_blocks(item)
    elif value not in (None, ""):
        yield str(value)


def facts_of_report(content: EditionContent) -> dict[tuple[str, str], str]:
    """Return the title of the report, and titles and initiatives, by subject and label."""
    facts = {(_("報告書"), _("題名")): content.title}
    for chapter in content.chapters:
        subject = subject_of(chapter)
        facts[subject, _("名称")] = chapter.title
        facts[subject, _("取組内容")] = "\n".join(chapter.initiatives)
    return facts


def subject_of(chapter: ReportChapter) -> str:
    """Return the name of a direction that does not change with its title."""
    return _("方向性%(number)s") % {"number": chapter.number}


def facts_of_indicator(indicator: ReportedIndicator, chapter: ReportChapter) -> dict[str, str]:
    """Return what an edition says of an indicator, except its figures, by label."""
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
    """Return the label of the verdict's sentence, which follows from the other facts."""
    return _("判定の文")


def finer_facts(content: Mapping[str, Any]) -> dict[str, object]:
    """Return what was worked out from figures and plans, by the indicator's code: expected, rates.

    It is everything that is neither a fact nor a figure, so that no change stays unnoticed. The
    entries of the ledger are left out.
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
