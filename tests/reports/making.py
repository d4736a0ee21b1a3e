"""Reports for tests, made through the verbs."""

from reports.drafts.actions import save_report
from reports.drafts.queries import read_draft
from reports.drafts.texts import PARTS, Texts, in_order, section_part
from reports.editions.actions import publish_edition
from reports.models import DraftPicture, Edition, Report
from reports.pictures.actions import add_picture
from tests.figures import FY2026, moment
from tests.reports.drawings import picture_file

INTRODUCTION = "令和8年度の取組を報告します。"


def saved(by, year=FY2026, at=None, seen_version=None, **texts) -> Report:
    """Save a draft over the newest one; every part not given stays as it is."""
    draft = read_draft(year)
    parts = {
        **{part.name: draft.texts[part.name] for part in PARTS},
        "introduction": draft.texts["introduction"] or INTRODUCTION,
        "sections": draft.texts.sections,
    } | texts
    seen = draft.version if seen_version is None else seen_version
    return save_report(year=year, texts=Texts.of(**parts), by=by, seen_version=seen, at=at)


def published(by, year=FY2026, at=None, change_note="", **texts) -> Edition:
    """Save a draft and publish it."""
    at = at or moment(year.year + 1, 8, 1)
    report = saved(by, year, at, **texts)
    return publish_edition(
        report=report, by=by, seen_version=report.version, change_note=change_note, at=at
    )


def posted(seen_version: int | str, **parts: str) -> dict[str, object]:
    """Return what the writer's page posts; `section_1` is the text of direction 1."""
    names = in_order(lambda part: part.name, map(section_part, range(1, 6)))
    written = {name.replace("_", "-"): text for name, text in parts.items()}
    return {"seen_version": seen_version, **dict.fromkeys(names, ""), **written}


def said(response) -> list[str]:
    """Return what the page after a redirect tells the person."""
    return [str(message) for message in response.context["messages"]]


def pictured(by, seed=0, year=FY2026, alt="机を囲む六人", caption="", at=None) -> DraftPicture:
    """Add a small picture to a draft; another `seed` is another picture."""
    file = picture_file(seed)
    return add_picture(year=year, file=file, alt=alt, caption=caption, by=by, at=at)
