"""No figure leaves the city hall before it is confirmed: on no public address, in no form.

Everything that could leak is made first, with numbers and words that stand nowhere else.
"""

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse
from openpyxl import load_workbook

from actors.models import Actor
from documents.workbooks import XLSX
from indicators.ledger.actions import confirm_entries
from indicators.models import Entry, Indicator
from kikugawa_portal.booklet import drawing
from records.fiscal_year import FIRST, GUIDELINE_YEARS
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from reports.editions.pdf import edition_html
from reports.models import Edition
from tests.crawl import walk
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, moment, standing, withdrawn
from tests.pages import main_of, parsed, text_of

NOT_FOR_READERS = ("staff/", "admin/", "accounts/", "styleguide/")


@dataclass(frozen=True)
class Secret:
    """A number and words that only staff may see."""

    number: int
    words: str

    def found_in(self, content: str) -> bool:
        """Return whether a page says either, with or without commas."""
        numbers = {str(self.number), f"{self.number:,}"}
        return self.words in content or any(
            re.search(rf"(?<![\d.,]){number}(?![\d,])", content) for number in numbers
        )


NEVER_CONFIRMED = Secret(81611, "未確定の秘密")
OVERWRITTEN = Secret(82622, "書き直しの秘密")
WITHDRAWN = Secret(83633, "取り下げの秘密")
CORRECTING = Secret(84644, "訂正案の秘密")
NOTE_ALONE = Secret(85655, "備考だけの秘密")
WITHDRAWN_CORRECTION = Secret(86666, "取り下げた訂正の秘密")
LATER_YEAR = Secret(87677, "先の年度の秘密")
AFTER_REPORT = Secret(88688, "報告後の秘密")
ABSENT = Secret(89699, "値なしの秘密")

SECRETS = [
    NEVER_CONFIRMED, OVERWRITTEN, WITHDRAWN, CORRECTING, NOTE_ALONE, WITHDRAWN_CORRECTION,
    LATER_YEAR, AFTER_REPORT, ABSENT,
]  # fmt: skip

OPEN = {"1-1": 41411, "3-1": 42422, "3-2": 43433, "4-1": 44444, "4-2": 45455, "5-1": 46466}
"""Confirmed figures, under the drafts or instead of them: these must stay visible."""


HIDDEN = ["1-2", "2-1", "2-2"]
"""A draft, a withdrawn draft, and nothing at all."""


@pytest.fixture
def secrets(guideline, clock, city_staff, second_city_staff, center_staff):
    """Every kind of figure that is not confirmed, beside confirmed ones and a published report."""
    clock(2028, 7, 1)

    def hide(code, secret, year=FY2026):
        words = {"note": secret.words, "reason": f"{secret.words}の理由"}
        return draft(code, secret.number, city_staff, year, **words)

    hide("1-2", NEVER_CONFIRMED)
    hide("2-1", WITHDRAWN)
    withdrawn("2-1", second_city_staff)
    hide("3-1", OVERWRITTEN)
    confirmed("3-1", OPEN["3-1"], second_city_staff)
    for code in ["1-1", "3-2", "4-1", "4-2"]:
        confirmed(code, OPEN[code], city_staff)
    hide("1-1", CORRECTING)
    draft("3-2", OPEN["3-2"], city_staff, note=NOTE_ALONE.words)
    hide("4-1", WITHDRAWN_CORRECTION)
    withdrawn("4-1", second_city_staff)
    draft("4-2", None, city_staff, absence="pending", reason=ABSENT.words)
    hide("5-2", LATER_YEAR, GUIDELINE_YEARS[-1])
    confirmed("5-1", OPEN["5-1"], city_staff)
    report = save_report(
        year=FY2026,
        texts=Texts.of(introduction="報告"),
        by=center_staff,
        seen_version=0,
    )
    publish_edition(report=report, by=center_staff, seen_version=report.version)
    report = save_report(
        year=FY2026,
        texts=Texts.of(introduction="報告", closing="終"),
        by=center_staff,
        seen_version=1,
    )
    publish_edition(report=report, by=center_staff, seen_version=2, change_note="終わりを足した。")
    hide("5-1", AFTER_REPORT)


NO_TEXT = {"reports:picture"}
"""Public addresses that say nothing in words."""


def public_names() -> set[str]:
    """Return the name of every address outside the staff's pages."""

    def names(resolver, namespace, path):
        for pattern in resolver.url_patterns:
            here = f"{path}{pattern.pattern}"
            if hasattr(pattern, "url_patterns"):
                inner = f"{pattern.namespace}:" if pattern.namespace else namespace
                yield from names(pattern, inner, here)
            elif pattern.name and not here.startswith(NOT_FOR_READERS):
                yield f"{namespace}{pattern.name}"

    return set(names(get_resolver(), "", ""))


def every_public_page() -> dict[str, str]:
    """Return the content of every public address: those that links lead to, and the others."""
    resident = Client()
    walked = walk(resident, ["/"])
    codes = [indicator.code for indicator in Indicator.objects.all()]
    wanted = {
        *(reverse("indicators:progress-year", args=[year]) for year in GUIDELINE_YEARS),
        *(reverse("indicators:detail", args=[code]) for code in codes),
        *(reverse("reports:detail", args=[year]) for year in GUIDELINE_YEARS),
        *(actor.get_absolute_url() for actor in Actor.objects.all()),
        *(f"/indicators/?state={state}" for state in ["published", "unpublished", "not_assessed"]),
        *(f"/indicators/?q={secret.number}" for secret in SECRETS),
        *map(reverse, ["sitemap", "robots", "feed", "healthz"]),
        *(reverse(f"reports:edition-{kind}", args=[FY2026, 1]) for kind in ["csv", "xlsx", "json"]),
    }
    pages = walked.pages | {
        address: text_of_answer(resident.get(address))
        for address in sorted(wanted - walked.pages.keys())
    }
    # Of the PDFs, which take seconds to draw, the documents that they are drawn of.
    edition = Edition.objects.select_related("report").earliest("number")
    pages[reverse("reports:pdf", args=[FY2026, 1])] = edition_html(edition)
    pages[reverse("guideline-pdf")] = drawing.current_booklet().html
    missing = public_names() - {name_of(address) for address in pages} - NO_TEXT
    assert missing == set(), "addresses that the walk did not reach"
    return pages


def text_of_answer(response) -> str:
    """Return what a page or a file says."""
    if response.headers["Content-Type"] != XLSX:
        return response.content.decode()
    sheet = load_workbook(BytesIO(response.content)).active
    return "\n".join(" ".join(map(str, row)) for row in sheet.iter_rows(values_only=True))


def name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def leaks(pages: dict[str, str], secrets: list[Secret]) -> list[tuple[str, Secret]]:
    return [
        (address, secret)
        for address, content in pages.items()
        for secret in secrets
        if secret.found_in(content.replace(f"?q={secret.number}", ""))
        and f"q={secret.number}" not in address
    ]


def test_no_public_address_tells_of_what_is_not_confirmed(secrets):
    assert leaks(every_public_page(), SECRETS) == []


def test_staff_see_each_of_the_secrets_so_the_search_can_find_them(secrets, city_client):
    pages = {
        f"{code} {year}": city_client.get(
            reverse("indicators:history", args=[code, year])
        ).content.decode()
        for code, year in Entry.objects.values_list("indicator__code", "fiscal_year").distinct()
    }

    assert {secret for _page, secret in leaks(pages, SECRETS)} == set(SECRETS)


def test_open_drafts_are_found_everywhere_once_they_are_confirmed(secrets, city_staff):
    confirm_entries(drafts=list(Entry.objects.open_drafts()), by=city_staff)

    found = leaks(every_public_page(), SECRETS)

    assert {secret for _address, secret in found} == {
        NEVER_CONFIRMED,
        CORRECTING,
        NOTE_ALONE,
        ABSENT,
        LATER_YEAR,
        AFTER_REPORT,
    }
    assert {
        "/progress/",
        "/progress/2026/",
        "/indicators/",
        "/indicators/1-1/",
        "/directions/1/",
    } <= {address for address, secret in found if secret is CORRECTING}


def test_confirmed_figures_stay_under_their_drafts(secrets, client):
    for code, number in OPEN.items():
        for address in ["/progress/", "/progress/2026/", f"/indicators/{code}/"]:
            page = text_of(main_of(parsed(client.get(address))))

            assert f"{number:,}" in page, address
            assert "（訂正）" not in page.replace("（訂正）公表したあとに訂正した値", ""), address


def test_draft_or_withdrawn_figure_looks_like_one_never_entered(secrets):
    indicators = Indicator.objects.with_progress(moment(2028, 7, 1).date())
    points = {i.code: i.series.point(FIRST) for i in indicators}

    assert [str(points[code].state.label) for code in HIDDEN] == ["未公表"] * 3
    assert [points[code].figure for code in HIDDEN] == [None] * 3
    assert [standing(code).revision for code in HIDDEN] == [1, 2, 0]


def test_page_is_to_the_byte_the_same_before_and_after_a_draft(guideline, client, city_staff):
    confirmed("1-1", 10, city_staff)
    addresses = [
        "/",
        "/progress/",
        "/progress/2026/",
        "/progress/2027/",
        "/indicators/",
        "/indicators/1-1/",
        "/directions/1/",
    ]
    before = [client.get(address).content for address in addresses]

    draft("1-1", 99, city_staff, note="下書きの備考", reason="下書きの理由")
    draft("1-1", 98, city_staff, FY2027)
    withdrawn("1-1", city_staff, FY2027)

    assert [client.get(address).content for address in addresses] == before


def test_names_of_staff_are_on_no_public_page(secrets, city_staff, second_city_staff):
    corrected("3-1", 5, second_city_staff, "数え直し")
    names = [city_staff.last_name + city_staff.first_name, second_city_staff.get_full_name()]

    assert [
        (address, name)
        for address, content in every_public_page().items()
        for name in names
        if name in content
    ] == []
