"""Every public page of the portal, by the name of its address: the promises hold for all."""

from dataclasses import dataclass

from django.urls import reverse

from reports.editions.data_files import DATA_FILES


@dataclass(frozen=True)
class PublicPage:
    """A page that everybody may read."""

    name: str
    args: tuple[object, ...] = ()
    is_html: bool = True
    is_immutable: bool = False
    """Whether the address says the same for good, so that caches need not ask again."""

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.args)

    def __str__(self) -> str:
        return " ".join(map(str, [self.name, *self.args]))


PUBLIC_PAGES = [
    PublicPage("home"),
    PublicPage("guideline"),
    PublicPage("updates"),
    PublicPage("about"),
    PublicPage("accessibility"),
    PublicPage("accessibility-test", (2026,)),
    PublicPage("actors:list"),
    PublicPage("actors:detail", ("residents",)),
    PublicPage("actors:detail", ("businesses",)),
    PublicPage("actors:detail", ("government",)),
    PublicPage("principles:list"),
    PublicPage("directions:list"),
    PublicPage("directions:detail", ("1",)),
    PublicPage("directions:detail", ("5",)),
    PublicPage("indicators:progress"),
    PublicPage("indicators:progress-year", (2026,)),
    PublicPage("indicators:progress-year", (2033,)),
    PublicPage("indicators:list"),
    PublicPage("indicators:detail", ("1-1",)),
    PublicPage("indicators:detail", ("5-2",)),
    PublicPage("indicators:corrections"),
    PublicPage("reports:list"),
    PublicPage("reports:detail", (2026,)),
    PublicPage("reports:edition", (2026, 1)),
    PublicPage("reports:edition", (2026, 2)),
    PublicPage("reports:edition-changes", (2026, 2)),
    *(
        PublicPage(f"reports:edition-{kind}", (2026, 1), is_html=False, is_immutable=True)
        for kind in DATA_FILES
    ),
    PublicPage("feed", is_html=False),
    PublicPage("sitemap", is_html=False),
    PublicPage("robots", is_html=False),
]
