"""Follows links as each reader, and keeps one page of each shape."""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from tests.audit.pages import Reader, shape, skipped

MOST = 120
ALIKE = 24
"""So many pages of one shape are read for their links: a draft leads elsewhere than an open project."""
LINK = re.compile(r"/\S*")


class Crawl:
    """The pages that one reader meets: `found` maps a shape to (address, HTML)."""

    def __init__(self, request, url: str):
        """Take the signed-in requests of somebody's browser."""
        self.request, self.url, self.within = request, url, "/"
        self.found: dict[str, tuple[str, str]] = {}
        self.asked: set[str] = set()
        self.alike: Counter[str] = Counter()

    def walk(self, reader: Reader) -> "Crawl":
        """Visit the starts, then whatever they lead to."""
        waiting, self.within = list(reader.start), reader.within
        while waiting and len(self.found) < MOST:
            path = waiting.pop(0)
            if path not in self.asked and self.alike[shape(path)] < ALIKE:
                self.asked.add(path)
                self.alike[shape(path)] += 1
                waiting += self.visit(path)
        return self

    def visit(self, path: str) -> list[str]:
        """Keep one page and return where its links lead."""
        answer = self.request.get(urljoin(self.url, path), max_redirects=5)
        assert answer.status < 500, f"{path} answered {answer.status}"
        final = urlsplit(answer.url).path
        if "text/html" not in answer.headers.get("content-type", "") or skipped(final):
            return []
        html = answer.text()
        self.found.setdefault(shape(final), (final, html))
        return self.links(html, answer.url)

    def links(self, html: str, base: str) -> list[str]:
        """Return the local addresses on a page, without fragments, and where its tick boxes lead."""
        page = BeautifulSoup(html, "lxml")
        hrefs = [link["href"] for link in page.select("a[href]")]
        hrefs += [address for form in page.select("form[method=get][id]") for address in ticked(page, form)]
        whole = (urlsplit(urljoin(base, href)) for href in hrefs)
        local = (f"{u.path}{'?' + u.query if u.query else ''}" for u in whole if self.url.endswith(u.netloc))
        return [path for path in local if LINK.fullmatch(path) and self.reads(path)]

    def reads(self, path: str) -> bool:
        """Say whether an address is a page that this reader looks at."""
        return path.startswith(self.within) and not skipped(path)


def ticked(page: BeautifulSoup, form) -> list[str]:
    """Return where a form leads that asks to tick some of many: with the first two."""
    boxes = page.select(f'[type=checkbox][form="{form["id"]}"]')[:2]
    query = "&".join(f"{box['name']}={box['value']}" for box in boxes)
    return [f"{form['action']}?{query}"] if len(boxes) == 2 else []
