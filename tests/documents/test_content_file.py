"""Content of files is read into types, and an error says where it is and what to write."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

import pytest
from django.db.models import TextChoices
from msgspec import Meta, Struct

from documents.content_file import ContentFileError, read_toml, typed


class Colour(TextChoices):
    """Some choices."""

    RED = "red"
    BLUE = "blue"


class Leaf(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A record within a record."""

    code: str
    weight: int | Decimal = 0
    colour: Colour = Colour.RED


class Branch(Struct, forbid_unknown_fields=True, kw_only=True):
    """A record."""

    number: int
    is_dry: bool = False
    leaves: list[Leaf] = []


class Tree(Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole file."""

    planted_on: dt.date
    names: Annotated[tuple[str, ...], Meta(min_length=1)] = ("木",)
    branches: list[Branch] = []
    trunk: Leaf = Leaf(code="")


DAY = "planted_on = 2026-11-24\n"
BRANCH = DAY + "[[branches]]\n"
LEAF = BRANCH + "number = 1\n[[branches.leaves]]\n"


def read(tmp_path, text: str) -> Tree:
    path = tmp_path / "tree.toml"
    path.write_text(text)
    return typed(read_toml(path), Tree, path.name)


def test_a_file_becomes_a_value_of_its_type(tmp_path):
    text = LEAF + 'code = "a.b"\nweight = 0.1\n[trunk]\ncode = "t"\nweight = 3\ncolour = "blue"\n'

    assert read(tmp_path, text) == Tree(
        planted_on=dt.date(2026, 11, 24),
        branches=[Branch(number=1, leaves=[Leaf(code="a.b", weight=Decimal("0.1"))])],
        trunk=Leaf(code="t", weight=3, colour=Colour.BLUE),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tree.toml：planted_on がありません。"),
        (
            DAY + "leaf = 1",
            (
                "tree.toml：leaf という名前はありません。使える名前："
                "branches, names, planted_on, trunk"
            ),
        ),
        (
            "planted_on = 2026-11-24T10:00:00",
            "tree.toml：planted_on は日付（2026-11-24 の形）で書いてください。",
        ),
        (DAY + "names = []", "tree.toml：names は一つ以上の文字列の並びで書いてください。"),
        (DAY + 'names = "木"', "tree.toml：names は一つ以上の文字列の並びで書いてください。"),
        (
            DAY + 'names = ["木", 5]',
            "tree.toml：names は一つ以上の文字列の並びで書いてください。",
        ),
        (DAY + "trunk = 5", "tree.toml：trunk は表で書いてください。"),
        (DAY + "[trunk]", "tree.toml trunk：code がありません。"),
        (DAY + "[branches]", "branches：記録は [[branches]] の形で書いてください。"),
        (DAY + "branches = [5]", "branches：記録は [[branches]] の形で書いてください。"),
        (BRANCH + "is_dry = true", "branches 1番目の記録：number がありません。"),
        (BRANCH + "number = 1.5", "branches 1.5：number は整数で書いてください。"),
        (
            BRANCH + "number = 7\nis_dry = 1",
            "branches 7：is_dry はtrue か falseで書いてください。",
        ),
        (
            BRANCH + "number = 7\n[branches.leaves]",
            "branches 7, branches.leaves：記録は [[branches.leaves]] の形で書いてください。",
        ),
        (LEAF + "weight = 1", "branches 1, branches.leaves 1番目の記録：code がありません。"),
        (
            LEAF + 'code = "a"\nweight = true',
            "branches 1, branches.leaves a：weight は数で書いてください。",
        ),
        (
            LEAF + 'code = "a"\ncolour = "green"',
            "branches 1, branches.leaves a：colour の green は使えません。使える言葉：red, blue",
        ),
        (
            LEAF + 'code = "a"\ncolour = 5',
            "branches 1, branches.leaves a：colour は文字列で書いてください。",
        ),
    ],
)
def test_an_error_names_table_and_key_and_what_to_write(tmp_path, text, said):
    with pytest.raises(ContentFileError) as refused:
        read(tmp_path, text)

    assert str(refused.value) == said


def test_content_that_is_no_table_is_refused_by_its_place():
    with pytest.raises(ContentFileError, match=r"^tree\.toml trunk は表で書いてください。$"):
        typed(5, Leaf, "tree.toml trunk")


def test_a_file_that_is_not_there_is_refused_with_its_path(tmp_path):
    with pytest.raises(ContentFileError) as refused:
        read_toml(tmp_path / "tree.toml")

    assert str(refused.value).startswith(f"{tmp_path / 'tree.toml'} を読めません（")
