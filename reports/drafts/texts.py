"""The parts of a report, their texts, and how two writers' versions are merged. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.fields import clean_text

Value = TypeVar("Value")


class ReportPart(NamedTuple):
    """A part that every report has, besides the sections, one for each direction.

    Its `name` is its column of Report, its field on the writer's page, its key in saved drafts and
    in editions, and its anchor. A report cannot be published while a part that `is_required` is
    empty.
    """

    name: str
    heading: str | Promise
    hint: str | Promise = ""
    is_before_sections: bool = False
    is_required: bool = False


PARTS = (
    ReportPart(
        name="introduction",
        heading=gettext_lazy("はじめに"),
        hint=gettext_lazy("公表するには、ここに文章が必要です。"),
        is_before_sections=True,
        is_required=True,
    ),
    ReportPart(
        name="voices",
        heading=gettext_lazy("声と事例"),
        hint=gettext_lazy(
            "参加した人の声や、ほかでも役に立つ事例を書きます。"
            "名前や写真を載せるときは、本人の了解を得てください。"
        ),
    ),
    ReportPart(name="closing", heading=gettext_lazy("おわりに")),
)
"""All such parts, in the order of the report. Pages, editions and comparisons are built from this
list. A new part also needs a column of Report and a new format (docs/edition-format.md)."""

SECTION = "section-"


def section_part(number: int) -> str:
    """Return the name of the part that belongs to the direction with this number."""
    return f"{SECTION}{number}"


def section_heading(direction: object) -> str:
    """Return the heading of the part on a direction, given as its number and title."""
    return _("方向性%(heading)s") % {"heading": direction}


def in_order(
    part_value: Callable[[ReportPart], Value], section_values: Iterable[Value]
) -> list[Value]:
    """Return a value for each part in the order of the report, `section_values` among them."""
    return [
        *(part_value(part) for part in PARTS if part.is_before_sections),
        *section_values,
        *(part_value(part) for part in PARTS if not part.is_before_sections),
    ]


def with_outline(text: str, questions: Sequence[str]) -> str:
    """Return `text` with a heading added for each of `questions` that has none yet."""
    asked = {line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")}
    headings = [f"# {question}" for question in questions if question not in asked]
    return "\n\n".join([*filter(None, [text.rstrip()]), *headings])


@dataclass(frozen=True)
class Texts:
    """What center staff write: `written` has texts by the names of their parts."""

    written: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sections: Mapping[int, str] | None = None, **others: str) -> Texts:
        """Return the texts of directions, by number, and those of PARTS, by name.

        Raises TypeError for a name that is not in PARTS.
        """
        unknown = others.keys() - {part.name for part in PARTS}
        if unknown:
            raise TypeError(f"a report has no part named {', '.join(sorted(unknown))}")
        numbered = (sections or {}).items()
        return cls(others | {section_part(number): text for number, text in numbered})

    def __getitem__(self, name: str) -> str:
        return self.written.get(name, "")

    @property
    def sections(self) -> dict[int, str]:
        """The texts of directions, by number; those that were emptied are among them."""
        return {
            int(name.removeprefix(SECTION)): text
            for name, text in self.written.items()
            if name.startswith(SECTION)
        }

    @property
    def parts(self) -> dict[str, str]:
        """Every text that is not empty, by the name of its part, in the order of the report."""
        sections = sorted(self.sections.items())
        every = in_order(
            lambda part: (part.name, self[part.name]),
            ((section_part(number), text) for number, text in sections),
        )
        return {name: cleaned for name, text in every if (cleaned := clean_text(text))}

    def says_the_same_as(self, other: Texts) -> bool:
        """Return whether both hold the same texts. An empty part is the same as none."""
        return self.parts == other.parts


@dataclass(frozen=True)
class Clash:
    """A part that two people changed differently, from the same version."""

    part: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """Two versions of the texts, merged.

    `texts` has each part as the person wrote it who changed it. Parts that both changed are in
    `clashes`; of those `texts` has mine.
    """

    texts: Texts
    clashes: tuple[Clash, ...]


def merge(*, base: Texts, mine: Texts, theirs: Texts) -> Merge:
    """Merge what two people made of `base`, part by part."""
    before, left, right = base.parts, mine.parts, theirs.parts
    merged: dict[str, str] = {}
    clashes: list[Clash] = []
    for part in dict.fromkeys([*left, *right, *before]):
        my_text, their_text = left.get(part, ""), right.get(part, "")
        merged[part] = my_text
        if my_text == their_text:
            continue
        if my_text == before.get(part, ""):
            merged[part] = their_text
        elif their_text != before.get(part, ""):
            clashes.append(Clash(part, my_text, their_text))
    return Merge(Texts(merged), tuple(clashes))
