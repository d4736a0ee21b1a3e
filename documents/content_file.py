"""Files of content (TOML), read into types: nothing is missed, nothing is left over.

msgspec compares what a file holds with a type, and converts it. This module says what is wrong in
the words of whoever writes the file: which table, which key, what to do.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from django.utils.translation import gettext as _
from msgspec import inspect

T = TypeVar("T")

ERROR = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
MISSING = re.compile(r"Object missing required field `(.*)`", re.DOTALL)
UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
"""How msgspec words its errors, and `$.chapters[2].title` after them."""


class ContentFileError(Exception):
    """A file cannot be used. The message names the file or table, the key and what to mend."""


class Step(NamedTuple):
    """One step on the way to an error: a key or an index, the type wanted there, what is there."""

    name: str | int
    wanted: inspect.Type
    found: Any


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a file, decimal numbers as Decimal.

    Raises ContentFileError for a file that cannot be read or that is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise ContentFileError(
            _("%(file)s を読めません（%(error)s）。") % {"file": path, "error": error.strerror}
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentFileError(
            _("%(file)s はTOML（UTF-8）として読めません：%(error)s")
            % {"file": path.name, "error": error}
        ) from error


def typed(content: object, wanted: type[T], place: str) -> T:
    """Return `content` as a value of the type `wanted`; nothing is converted by guessing.

    `place` names the content in messages: its file, or a table of it. A record of a list is named
    by the first field of its struct. Raises ContentFileError for a key that is missing or unknown
    and for a value of another type.
    """
    try:
        return msgspec.convert(content, wanted, builtin_types=(dt.date, Decimal))
    except msgspec.ValidationError as error:
        message = _message(str(error), content, inspect.type_info(wanted), place)
        raise ContentFileError(message) from error


def _message(error: str, content: object, wanted: inspect.Type, place: str) -> str:
    """Return msgspec's error in our words."""
    found = ERROR.fullmatch(error)
    what, path = (found["what"], found["path"] or "") if found else (error, "")
    steps = list(_steps(path, wanted, content))
    if missing := MISSING.fullmatch(what):
        words = {"place": _table(steps, place), "key": missing[1]}
        return _("%(place)s：%(key)s がありません。") % words
    if unknown := UNKNOWN.fullmatch(what):
        table = steps[-1].wanted if steps else wanted
        return _("%(place)s：%(key)s という名前はありません。使える名前：%(known)s") % {
            "place": _table(steps, place),
            "key": unknown[1],
            "known": ", ".join(sorted(_fields(table))),
        }
    return _wrong_value(steps, wanted, place)


def _wrong_value(steps: Sequence[Step], wanted: inspect.Type, place: str) -> str:
    """Return what to write instead of the value to which `steps` lead."""
    while steps and isinstance(steps[-1].name, int):  # One of a list: the list is named.
        steps = steps[:-1]
    if not steps:
        return _("%(place)s は%(kind)sで書いてください。") % {
            "place": place,
            "kind": _kind(wanted),
        }
    *above, last = steps
    if isinstance(last.wanted, inspect.ListType):
        path = _path(steps)
        return _("%(place)s：記録は [[%(path)s]] の形で書いてください。") % {
            "place": _list(_table(above, place), path, place),
            "path": path,
        }
    words = {"place": _table(above, place), "key": last.name}
    choices = _choices(last.wanted)
    if choices and isinstance(last.found, str):
        return _("%(place)s：%(key)s の %(word)s は使えません。使える言葉：%(known)s") % {
            **words,
            "word": last.found,
            "known": ", ".join(choices),
        }
    return _("%(place)s：%(key)s は%(kind)sで書いてください。") % {
        **words,
        "kind": _kind(last.wanted),
    }


def _steps(path: str, wanted: inspect.Type, found: Any) -> Iterator[Step]:
    """Follow msgspec's `path` through structs and lists of structs.

    The keys come from the types, since a key may hold a dot itself.
    """
    while path:
        name: str | int
        if isinstance(wanted, inspect.ListType):
            number, _bracket, path = path.removeprefix("[").partition("]")
            name, wanted = int(number), wanted.item_type
        else:
            fields = _fields(wanted)
            names = [key for key in fields if re.match(rf"\.{re.escape(key)}(?:[.\[]|$)", path)]
            if not names:
                return
            name = max(names, key=len)
            path, wanted = path[len(name) + 1 :], fields[name]
        found = found[name]
        yield Step(name, wanted, found)


def _fields(wanted: inspect.Type) -> dict[str, inspect.Type]:
    """Return the keys of a table with their types; none for what is no table."""
    if not isinstance(wanted, inspect.StructType):
        return {}
    return {field.encode_name: field.type for field in wanted.fields}


def _choices(wanted: inspect.Type) -> list[str]:
    """Return the words that an enumeration knows; none for another type."""
    choices = getattr(wanted, "cls", None)
    if not (isinstance(choices, type) and issubclass(choices, Enum)):
        return []
    return [str(choice.value) for choice in choices]


def _table(steps: Sequence[Step], place: str) -> str:
    """Return what the table to which `steps` lead is called: 2026.toml results 2.1.1.

    A record of a list is called by the path of the list and its own key: actors shops.
    """
    name = place
    for number, step in enumerate(steps, 1):
        if isinstance(step.name, int):
            key = next(iter(_fields(step.wanted)))
            label = step.found.get(key, _("%(position)d番目の記録") % {"position": step.name + 1})
            name = f"{_list(name, _path(steps[:number]), place)} {label}"
        elif isinstance(step.wanted, inspect.StructType):
            name = f"{name} {step.name}"
    return name


def _list(table: str, path: str, place: str) -> str:
    """Return what a list of records in `table` is called; at the top of a file, its path alone."""
    return path if table == place else f"{table}, {path}"


def _path(steps: Sequence[Step]) -> str:
    """Return the keys of `steps` as TOML writes them above a table: directions.indicators."""
    return ".".join(step.name for step in steps if isinstance(step.name, str))


def _kind(wanted: inspect.Type) -> str:
    """Return what is to be written for a type."""
    words = {
        inspect.BoolType: _("true か false"),
        inspect.IntType: _("整数"),
        inspect.UnionType: _("数"),
        inspect.DateType: _("日付（2026-11-24 の形）"),
        inspect.VarTupleType: _("一つ以上の文字列の並び"),
        inspect.StructType: _("表"),
        inspect.DictType: _("表"),
    }
    return words.get(type(wanted), _("文字列"))
