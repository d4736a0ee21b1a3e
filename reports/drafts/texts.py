"""The texts of a report, part by part, and how two writers' versions come together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.fields import clean_text

INTRODUCTION = "introduction"
VOICES = "voices"
CLOSING = "closing"


def section_part(number: int) -> str:
    """Return the name of the part that belongs to the direction with this number."""
    return f"section-{number}"


def with_outline(text: str, questions: Sequence[str]) -> str:
    """Return `text` followed by a heading for each of `questions` that it does not ask yet."""
    asked = {line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")}
    headings = [f"# {question}" for question in questions if question not in asked]
    return "\n\n".join([*filter(None, [text.rstrip()]), *headings])


@dataclass(frozen=True)
class Texts:
    """What center staff write: an introduction, a text per direction (by number), a closing.

    `voices`, the voices and examples, stand between the directions and the closing.
    """

    introduction: str = ""
    sections: Mapping[int, str] = field(default_factory=dict)
    closing: str = ""
    voices: str = ""

    @classmethod
    def from_parts(cls, parts: Mapping[str, str]) -> Texts:
        """Return the texts from their parts, the reverse of `parts`."""
        return cls(
            introduction=parts.get(INTRODUCTION, ""),
            sections={
                int(part.removeprefix("section-")): text
                for part, text in parts.items()
                if part.startswith("section-")
            },
            closing=parts.get(CLOSING, ""),
            voices=parts.get(VOICES, ""),
        )

    @property
    def parts(self) -> dict[str, str]:
        """Every text that is not empty, by the name of its part."""
        every = {
            INTRODUCTION: self.introduction,
            **{section_part(number): text for number, text in sorted(self.sections.items())},
            VOICES: self.voices,
            CLOSING: self.closing,
        }
        return {part: cleaned for part, text in every.items() if (cleaned := clean_text(text))}

    def says_the_same_as(self, other: Texts) -> bool:
        """Return whether both hold the same texts, an empty part being the same as none."""
        return self.parts == other.parts


@dataclass(frozen=True)
class Clash:
    """A part that two people wrote differently from the same beginning."""

    part: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """Two versions of the texts brought together.

    `texts` has, of every part, the one version that changed it; of a part in `clashes` it has
    mine.
    """

    texts: Texts
    clashes: tuple[Clash, ...]


def merge(*, base: Texts, mine: Texts, theirs: Texts) -> Merge:
    """Bring together what two people made of `base`, part by part."""
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
    return Merge(Texts.from_parts(merged), tuple(clashes))
