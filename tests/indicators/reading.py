"""Reading tables as people do: cell by cell."""

import html
import re


def plain(markup: str) -> str:
    """Return what is read, each run of white space as one space."""
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return re.sub(r"\s+", " ", text).strip()


def table(page: str, caption: str) -> list[list[str]]:
    """Return the rows of the table with `caption`, heads too, without charts and phones' labels."""
    found = next(
        table
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL)
        if plain(re.search(r"<caption.*?</caption>", table, re.DOTALL)[0]) == caption
    )
    found = re.sub(r'<span class="cell-label">.*?</span>|<svg.*?</svg>', "", found, flags=re.DOTALL)
    return [
        [plain(cell) for cell in re.findall(r"<t[hd][\s>].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", found, re.DOTALL)
    ]


def row(page: str, caption: str, head: str) -> list[str]:
    """Return the cells behind the row's head that begins with `head`."""
    return next(cells[1:] for cells in table(page, caption) if cells[0].startswith(head))


def described(page: str, term: str) -> str:
    """Return what a list of descriptions says of `term`."""
    found = re.search(rf"<dt>\s*{re.escape(term)}\s*</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    if found is None:
        raise LookupError(term)
    return plain(found[1])
