"""A form that was sent, rewritten to be shown again."""

from django.http import QueryDict

from dads.sent import sent_again


def test_what_was_sent_stays_but_for_the_changes():
    sent = QueryDict("note=a&1-1-seen=1&take=1&take=2")

    again = sent_again(sent, **{"1-1-seen": 3, "keep": "mine", "asked": ""})

    assert dict(again.lists()) == {
        "note": ["a"],
        "1-1-seen": ["3"],
        "take": ["1", "2"],
        "keep": ["mine"],
        "asked": [""],
    }


def test_what_was_sent_is_left_as_it_is():
    sent = QueryDict("note=a")
    sent_again(sent, note="b")

    assert sent.urlencode() == "note=a"


def test_nothing_sent_is_an_empty_form():
    assert sent_again(None, seen=3, data="x").dict() == {"seen": "3", "data": "x"}
