"""What was inserted into a text and deleted from it: complete, readable, within bounded work."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.differences.texts import (
    AROUND,
    STEPS,
    Effort,
    Piece,
    PieceKind,
    excerpt,
    text_difference,
)
from reports.models.report import MAX_LENGTH

japanese = st.text(alphabet="あいの亜意カタ12。！」 \n#*-", max_size=60)
anything = st.one_of(st.text(max_size=40), japanese)


def marked(old: str, new: str) -> str:
    """Return a difference in one line: [deleted] and {inserted}."""
    marks = {PieceKind.KEPT: "%s", PieceKind.DELETED: "[%s]", PieceKind.INSERTED: "{%s}"}
    return "".join(marks[piece.kind] % piece.text for piece in text_difference(old, new))


def side(pieces: tuple[Piece, ...], without: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not without)


@given(anything, anything)
@example("", "\n")
@example("あ。い", "い。あ")
def test_applying_a_difference_gives_the_new_text_and_undoing_it_the_old(old, new):
    pieces = text_difference(old, new)

    assert side(pieces, without=PieceKind.DELETED) == new
    assert side(pieces, without=PieceKind.INSERTED) == old
    assert all(piece.text for piece in pieces)


@given(anything)
def test_identical_texts_have_no_difference(text):
    assert [piece.kind for piece in text_difference(text, text)] == [PieceKind.KEPT] * bool(text)


@given(anything, anything)
def test_neighbouring_pieces_differ_in_kind_and_deletions_come_first(old, new):
    kinds = [piece.kind for piece in text_difference(old, new)]

    for before, after in pairwise(kinds):
        assert before != after
        assert (before, after) != (PieceKind.INSERTED, PieceKind.DELETED)


@given(japanese, japanese, japanese)
def test_an_excerpt_leaves_nothing_out_but_what_was_kept(old, new, around):
    old, new = around * 9 + old + around * 9, around * 9 + new + around * 9
    pieces = excerpt(text_difference(old, new))

    assert side(pieces, without=PieceKind.DELETED) == new
    assert side(pieces, without=PieceKind.INSERTED) == old


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("10回開いた。", "11回開いた。", "[10]{11}回開いた。"),
        ("", "足した。", "{足した。}"),
        ("消した。", "", "[消した。]"),
        ("一文目。三文目。", "一文目。二文目。三文目。", "一文目。{二文目。}三文目。"),
        ("- 一\n- 二", "- 一\n- 三\n- 二", "- 一\n{- 三\n}- 二"),
        (
            "講座を開きました。参加者が増えました。",
            "若者向けの講座を開きました。参加者が増えました。",
            "{若者向けの}講座を開きました。参加者が増えました。",
        ),
        # Nothing but the particles is shared: two sentences, not a riddle of single letters.
        (
            "相談の窓口を知らせます。",
            "広報の配布を増やしました。",
            "[相談の窓口を知らせます。]{広報の配布を増やしました。}",
        ),
    ],
)
def test_a_difference_reads_as_people_would_mark_it(old, new, shown):
    assert marked(old, new) == shown


def test_a_long_text_that_stays_is_cut_to_what_stands_beside_the_change():
    long = "これは変わらない文です。" * 60
    pieces = excerpt(text_difference(f"{long}10回。{long}", f"{long}11回。{long}"))

    assert [(piece.kind.value, len(piece.text)) for piece in pieces] == [
        ("omitted", len(long) - AROUND),
        ("kept", AROUND),
        ("deleted", 2),
        ("inserted", 2),
        ("kept", AROUND),
        ("omitted", len(long) + 2 - AROUND),
    ]


def heavy_pairs() -> dict[str, tuple[str, str]]:
    """Return pairs of texts of the greatest length that make a comparison work hardest."""
    chance = random.Random(1)  # noqa: S311 - the same texts on every run
    letters = ["".join(chance.choices("あ亜a", k=MAX_LENGTH)) for _ in range(2)]
    odd = [f"{n}。{n}x。" for n in range(1200)]
    numbered = [f"{n}。" for n in range(4000)]
    sentences = [f"これは{n}番目の文で、少し長めに書いてあります。" for n in range(800)]
    return {
        "one sentence of random letters": (letters[0], letters[1]),
        "full stops only": ("。" * MAX_LENGTH, "。" * 19_000 + "あ" + "。" * 999),
        "the same sentence again and again": ("あ。" * 10_000, "い。あ。" * 5_000),
        "every second sentence another": ("".join(odd), "".join(odd).replace("x", "y")),
        "sentences in another order": (
            "".join(numbered),
            "".join(chance.sample(numbered, k=len(numbered))),
        ),
        "a word of every sentence": (
            "".join(sentences)[:MAX_LENGTH],
            "".join(sentences).replace("少し", "とても")[:MAX_LENGTH],
        ),
    }


@pytest.mark.parametrize("name", heavy_pairs())
def test_comparing_the_longest_texts_takes_bounded_work(name):
    old, new = heavy_pairs()[name]
    effort, started = Effort(), time.process_time()
    pieces = text_difference(old, new, effort)

    assert side(pieces, without=PieceKind.DELETED) == new
    assert 0 <= effort.steps <= STEPS
    assert time.process_time() - started < 10  # about a second; the limit is for slow machines


def test_without_effort_left_a_change_is_told_coarsely_but_wholly():
    old, new = "一。二。三。四。", "一。に。三。よん。四。"

    assert text_difference(old, new, Effort(0)) == (
        Piece(PieceKind.KEPT, "一。"),
        Piece(PieceKind.DELETED, "二。三。"),
        Piece(PieceKind.INSERTED, "に。三。よん。"),
        Piece(PieceKind.KEPT, "四。"),
    )
