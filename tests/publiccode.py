"""The standard publiccode.yml, version 0.5, as far as the portal's file uses it.

https://yml.publiccode.tools/schema.core.html. A key that is not here is refused, even where the
standard has it: whoever needs it writes down here what the standard demands of it.
"""

import datetime as dt
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Address = Annotated[str, Meta(pattern=r"^https://[^/ ]+/\S+$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Section(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """A part of the file. A key without a default is mandatory."""


class Description(Section):
    """What the software is, in one language."""

    short_description: Annotated[str, Meta(min_length=1, max_length=150)]
    long_description: Annotated[str, Meta(min_length=150, max_length=10_000)]
    features: Annotated[list[Text], Meta(min_length=5, max_length=20)]
    localised_name: Text = ""


class Audience(Section):
    """Whom it is for."""

    countries: list[Annotated[str, Meta(pattern="^[A-Z]{2}$")]]
    scope: list[Literal["local-authorities", "society"]]
    """From the standard's list, which is longer."""


class Legal(Section):
    """Under which licence it is."""

    license: Text


class Contact(Section):
    """A person, by name, who looks after it."""

    name: Text
    email: Text = ""
    phone: Text = ""
    affiliation: Text = ""


class Maintenance(Section):
    """Who looks after it."""

    type: Literal["internal", "community", "none"]
    """`contract` would ask for contractors too."""
    contacts: list[Contact] = []

    def __post_init__(self) -> None:
        """Ask for a name where somebody is said to look after it."""
        if (self.type == "none") != (not self.contacts):
            raise ValueError("internal and community need contacts, none has none")


class Localisation(Section):
    """Which languages it speaks."""

    localisation_ready: bool
    available_languages: Annotated[list[Language], Meta(min_length=1)]


class Dependency(Section):
    """What it needs beside itself."""

    name: Text
    version_min: Text = ""
    optional: bool = False


class Dependencies(Section):
    """What it needs beside itself."""

    software: list[Dependency]


class PublicCode(Section):
    """The whole file."""

    publiccode_yml_version: Literal["0.5"]
    name: Text
    url: Address
    software_version: Text
    platforms: Annotated[list[Literal["web"]], Meta(min_length=1)]
    categories: list[Literal["data-collection", "data-visualization", "digital-citizenship"]]
    """From the standard's own list, which is longer."""
    development_status: Literal["concept", "development", "beta", "stable", "obsolete"]
    software_type: Literal["standalone/web"]
    intended_audience: Audience
    description: Annotated[dict[Language, Description], Meta(min_length=1)]
    legal: Legal
    maintenance: Maintenance
    localisation: Localisation
    depends_on: Dependencies
    release_date: dt.date | None = None


def read(text: str) -> PublicCode:
    """Return what the file says. Raises msgspec.ValidationError where it breaks the standard."""
    return msgspec.convert(yaml.safe_load(text), PublicCode)
