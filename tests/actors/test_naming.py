"""Finding where the guideline's text names an actor."""

from hypothesis import given
from hypothesis import strategies as st

from actors.models import Actor
from actors.naming import COLLECTIVE_WORDS, OTHER_NAMES, OWN_WORDS, passages, words_for

WORDS = ["市民", "行政", "市は", "学校"]
texts = st.lists(
    st.sampled_from([*WORDS, *OTHER_NAMES, "。", "\n", "- ", "**", "は", "と", " "])
).map("".join)


def shown(found) -> list[str]:
    return ["".join(f"[{p.text}]" if p.is_name else p.text for p in passage) for passage in found]


def test_only_sentences_that_name_the_actor_are_found():
    text = "市民が集まります。学校が開きます。\n- 多くの**市民**が支えます。"

    assert shown(passages(text, ["市民"])) == ["[市民]が集まります。", "多くの[市民]が支えます。"]


def test_the_name_of_the_center_is_not_a_mention_of_residents():
    assert passages("市民協働センターによる情報発信件数", ["市民"]) == ()


def test_a_sentence_may_name_both_the_center_and_residents():
    text = "市民協働センターは市民を支えます。"

    assert shown(passages(text, ["市民"])) == ["市民協働センターは[市民]を支えます。"]


def test_nothing_is_found_in_an_empty_text():
    assert passages("", ["市民"]) == ()


def test_an_actor_without_words_of_its_own_is_known_by_its_name():
    assert words_for("schools", "学校") == ("学校",)


def test_the_words_of_an_actor_come_from_the_guideline(guideline):
    for slug, words in OWN_WORDS.items():
        actor = Actor.objects.get(slug=slug)
        for word in set(words) - {"市は"}:
            assert word in actor.name + actor.description


@given(texts)
def test_a_passage_is_the_sentence_itself_with_its_names_marked(text):
    plain = text.replace("**", "")
    for passage in passages(text, WORDS):
        assert "".join(part.text for part in passage) in plain.replace("- ", "") + plain
        assert {part.text for part in passage if part.is_name} <= set(WORDS)
        assert any(part.is_name for part in passage)


@given(texts)
def test_collective_words_are_found_only_where_they_stand(text):
    assert passages(text, COLLECTIVE_WORDS) == ()
