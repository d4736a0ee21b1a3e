"""Taking a file of content (TOML) apart key by key: nothing is missed, nothing left over."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

T = TypeVar("T")
Choice = TypeVar("Choice", bound=TextChoices)


class ContentFileError(Exception):
    """A file cannot be published. The message names the file, the key and what to mend."""


@dataclass(frozen=True)
class Part:
    """A table of a file, from which keys are taken one by one; `place` names it in messages."""

    place: str
    content: dict[str, Any]

    @classmethod
    def of_file(cls, path: Path) -> Part:
        """Return the whole of a TOML file."""
        try:
            return cls(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise ContentFileError(
                _("%(file)s を読めません（%(error)s）。")
                % {"file": path.name, "error": error.strerror}
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ContentFileError(
                _("%(file)s はTOML（UTF-8）として読めません：%(error)s")
                % {"file": path.name, "error": error}
            ) from error

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return and remove the value of `key`."""
        value = self.content.pop(key, default)
        if value is None:
            raise ContentFileError(
                _("%(place)s：%(key)s がありません。") % {"place": self.place, "key": key}
            )
        if type(value) is not kind:
            kinds = {
                str: _("文字列"),
                list: _("文字列の並び"),
                dict: _("表"),
                dt.date: _("日付（2026-11-24 の形）"),
            }
            raise ContentFileError(
                _("%(place)s：%(key)s は%(kind)sで書いてください。")
                % {"place": self.place, "key": key, "kind": kinds[kind]}
            )
        return value

    def take_texts(self, key: str) -> tuple[str, ...]:
        """Return and remove a list of texts without repetition."""
        values = self.take(key, list)
        if not values or not all(type(value) is str for value in values):
            raise ContentFileError(
                _("%(place)s：%(key)s は一つ以上の文字列の並びで書いてください。")
                % {"place": self.place, "key": key}
            )
        if len(set(values)) < len(values):
            raise ContentFileError(
                _("%(place)s：%(key)s に同じものが二度あります。")
                % {"place": self.place, "key": key}
            )
        return tuple(values)

    def take_choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return and remove a word out of `choices`."""
        word = self.take(key, str)
        try:
            return choices(word)
        except ValueError:
            raise ContentFileError(
                _("%(place)s：%(key)s の %(word)s は使えません。使える言葉：%(known)s")
                % {
                    "place": self.place,
                    "key": key,
                    "word": word,
                    "known": ", ".join(choices.values),
                }
            ) from None

    def take_part(self, key: str) -> Part:
        """Return and remove a table within this one."""
        return Part(f"{self.place} {key}", self.take(key, dict))

    def close(self) -> None:
        """Refuse what has not been taken."""
        if self.content:
            raise ContentFileError(
                _("%(place)s：%(keys)s という名前はありません。")
                % {"place": self.place, "keys": ", ".join(self.content)}
            )
