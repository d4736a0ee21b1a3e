"""A file of another city, small enough to read."""

import pytest

OTHER_CITY = """
[[chapters]]
code = "preface"
number = 0
title = "となり市 協働の手引き"

[[actors]]
slug = "neighbours"
number = 1
name = "となりの人"
description = "となりに住む人。"

[[actors]]
slug = "shops"
number = 2
name = "商店"
description = "まちの店。"

[[directions]]
number = 1
title = "つなぐ"
description = "人をつなぎます。"

[[directions.initiatives]]
code = "1-1"
text = "茶話会"

[[directions.indicators]]
code = "1-1"
name = "茶話会の回数"
unit = "回"
definition = "一年に開いた回数。"
baseline_value = 2.5
baseline_year = 2025

[[directions]]
number = 2
title = "ひろげる"
description = "輪をひろげます。"
"""


@pytest.fixture
def other_city(tmp_path):
    """A file of another city, as its path and a way to change it."""
    path = tmp_path / "other.toml"
    path.write_text(OTHER_CITY, encoding="utf-8")

    def change(old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in the file"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return path, change
