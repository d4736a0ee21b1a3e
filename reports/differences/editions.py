"""What changed from one edition of a report to a later one: texts, figures, facts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.progress.series import Point
from reports.differences.comparable import (
    facts_of_indicator,
    facts_of_report,
    finer_facts,
    subject_of,
    text_parts,
    verdict_label,
)
from reports.differences.texts import Effort, Piece, text_difference
from reports.editions.content import EditionContent, ReportChapter, ReportedIndicator


@dataclass(frozen=True)
class TextChange:
    """A part whose text changed. It may be new, or gone."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class FigureChange:
    """A year's figure that the two editions show differently, with the reasons of corrections."""

    indicator: ReportedIndicator
    old_indicator: ReportedIndicator
    old: Point
    new: Point
    reasons: tuple[str, ...]

    @property
    def is_first(self) -> bool:
        """Whether the older edition had no figure yet."""
        return self.old.figure is None

    @property
    def is_confirmation(self) -> bool:
        """Whether the figure is the same and has only become final (確報)."""
        return (self.old.value, self.old.absence) == (self.new.value, self.new.absence)


@dataclass(frozen=True)
class FactChange:
    """A changed fact about `subject`, such as a name, a definition or a target.

    The sentence of the verdict is a fact too.
    """

    subject: str
    label: str
    pieces: tuple[Piece, ...]
    is_verdict: bool = False


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two editions.

    `verdicts` are the sentences on the year that follow from figures and plans. `added` and `gone`
    name directions and indicators. `is_finer` is true where numbers differ that were worked out
    from figures and plans (expected, rates).
    """

    texts: tuple[TextChange, ...]
    figures: tuple[FigureChange, ...]
    facts: tuple[FactChange, ...]
    verdicts: tuple[FactChange, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    is_finer: bool

    @property
    def are_none(self) -> bool:
        """Whether both editions read the same."""
        return not (self.kinds or self.verdicts or self.is_finer)

    @property
    def kinds(self) -> list[str]:
        """The kinds of changes that somebody made: "texts", "figures", "facts", "members"."""
        kinds = {
            "texts": self.texts,
            "figures": self.figures,
            "facts": self.facts,
            "members": self.added + self.gone,
        }
        return [kind for kind, changes in kinds.items() if changes]

    @property
    def only_kind(self) -> str:
        """The one kind of changes that there are, "" where there are none or several."""
        return self.kinds[0] if len(self.kinds) == 1 else ""


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Differences:
    """Return what changed from the content `old` to the content `new` of one year's report."""
    effort = Effort()
    before, after = EditionContent.from_json(old), EditionContent.from_json(new)
    old_members, new_members = _members(before), _members(after)
    facts = list(_of_facts(before, after, effort))
    return Differences(
        texts=tuple(_of_texts(old, new, effort)),
        figures=tuple(_of_figures(before, after)),
        facts=tuple(fact for fact in facts if not fact.is_verdict),
        verdicts=tuple(fact for fact in facts if fact.is_verdict),
        added=tuple(name for key, name in new_members.items() if key not in old_members),
        gone=tuple(name for key, name in old_members.items() if key not in new_members),
        is_finer=_has_finer(finer_facts(old), finer_facts(new)),
    )


def _of_texts(
    old: Mapping[str, Any], new: Mapping[str, Any], effort: Effort
) -> Iterator[TextChange]:
    before, after = text_parts(old), text_parts(new)
    for name in _both(after, before):
        heading = (after.get(name) or before[name])[0]
        old_text = before.get(name, ("", ""))[1]
        new_text = after.get(name, ("", ""))[1]
        if old_text != new_text:
            yield TextChange(heading, text_difference(old_text, new_text, effort))


def _of_figures(old: EditionContent, new: EditionContent) -> Iterator[FigureChange]:
    before = {indicator.code: indicator for indicator in old.indicators}
    for indicator in new.indicators:
        earlier = before.get(indicator.code)
        if earlier is None:
            continue
        for point in indicator.series.points:
            old_point = earlier.series.point(point.fiscal_year)
            if _displayed(old_point) != _displayed(point):
                reasons = _new_reasons(old_point, point)
                yield FigureChange(indicator, earlier, old_point, point, reasons)


def _displayed(point: Point) -> tuple[object, ...]:
    """Return what the tables show of a year."""
    corrections = point.figure.corrections if point.figure else ()
    return point.value, point.absence, point.state, point.is_provisional, corrections


def _new_reasons(old: Point, new: Point) -> tuple[str, ...]:
    """Return the reasons of the corrections that the older edition does not know."""
    known = old.figure.corrections if old.figure else ()
    made = new.figure.corrections if new.figure else ()
    return tuple(correction.reason for correction in made if correction not in known)


def _of_facts(old: EditionContent, new: EditionContent, effort: Effort) -> Iterator[FactChange]:
    before, after, names = _facts(old), _facts(new), _members(new)
    stayed = {subject for subject, _label in before} & {subject for subject, _label in after}
    for key in _both(after, before):
        subject, label = key
        old_fact, new_fact = before.get(key, ""), after.get(key, "")
        if subject in stayed and old_fact != new_fact:
            pieces = text_difference(old_fact, new_fact, effort)
            is_verdict = label == verdict_label()
            yield FactChange(names.get(subject, subject), label, pieces, is_verdict)


def _has_finer(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Return whether an indicator of both editions differs in its finer facts."""
    return any(old[code] != new[code] for code in old.keys() & new.keys())


def _facts(content: EditionContent) -> dict[tuple[str, str], str]:
    facts = facts_of_report(content)
    for chapter, indicator in _indicators(content):
        for label, fact in facts_of_indicator(indicator, chapter).items():
            facts[indicator.code, label] = fact
    return facts


def _members(content: EditionContent) -> dict[str, str]:
    """Return the names of directions and indicators, by what does not change with the name."""
    members = {subject_of(chapter): chapter.heading for chapter in content.chapters}
    for _chapter, indicator in _indicators(content):
        members[indicator.code] = f"{indicator.code} {indicator.name}"
    return members


def _indicators(content: EditionContent) -> Iterator[tuple[ReportChapter, ReportedIndicator]]:
    for chapter in content.chapters:
        for indicator in chapter.indicators:
            yield chapter, indicator


def _both(first: Mapping[Any, object], second: Mapping[Any, object]) -> list[Any]:
    """Return the keys of both, those of `first` in front."""
    return list(dict.fromkeys([*first, *second]))
