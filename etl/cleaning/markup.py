"""Text that was written for web pages, as plain text."""

from html.parser import HTMLParser

import pandas as pd

from etl.cleaning.values import each_once, expects, plain_text

_UNSEEN = {"script", "style", "template", "title", "head"}
_BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6"}


def text_of_html(markup: str) -> str:
    """Return what a browser would show of it: no tags, no scripts, entities as letters."""
    reader = _Reader()
    reader.feed(markup.replace("<![", "&lt;!["))  # Such sections of XML are no part of a page.
    reader.close()
    return " ".join("".join(reader.seen).split())


@expects("Write text.")
def html_text(texts: pd.Series) -> pd.Series:
    """Read text that may hold tags and entities, as it is shown."""
    marked = texts.str.contains("[<&]", regex=True).fillna(False).astype(bool)
    return plain_text(texts.mask(marked, each_once(texts[marked], text_of_html).astype("str")))


class _Reader(HTMLParser):
    """Collects the text that is seen; a block parts words as a blank does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        self.unseen += tag in _UNSEEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Keep text that is seen."""
        if not self.unseen:
            self.seen.append(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.seen.append(" ")
