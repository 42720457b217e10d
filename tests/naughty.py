"""Text that tries to break out: the Big List of Naughty Strings, and what it lacks; and its town.

The list is Max Woolf's (MIT), pinned in package.json.
"""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from loads import change, load

from asset_map.db import session
from asset_map.settings import CHECKOUT

LIST = CHECKOUT / "node_modules" / "big-list-of-naughty-strings" / "blns.json"

OURS = [
    "<script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "\"><img src=x onerror='window.__pwned=1'>",
    "'><svg onload=window.__pwned=1>",
    "</title></style></textarea></noscript><script>window.__pwned=1</script>",
    '<a href="javascript:window.__pwned=1">x</a>',
    "[x](javascript:window.__pwned=1) ![x](https://evil.example/x.png)",
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1",
    "data:text/html,<script>window.__pwned=1</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "http://evil.example\\@x",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% print 1 %}",
    "`${window.__pwned=1}`",
    "\\u003cscript\\u003ewindow.__pwned=1\\u003c/script\\u003e",
    "&lt;script&gt; &amp;amp; &#x3c;script&#x3e;",
    "<!-- --> ]]> <![CDATA[ <?xml version='1.0'?>",
    "BEGIN:VEVENT\r\nSUMMARY:no\r\nEND:VEVENT",
    '=HYPERLINK("http://evil.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "\u202eevil turned\u202c \u2066x\u2069 \u200f\u200e",
    "zero\u200bwidth\u200d\ufeff",
    "a\u2028line\u2029ends\x85here",
    "nul\x00 bell\x07 escape\x1b[31mred",
    "%00%0d%0aSet-Cookie:%20x=1",
    "' OR 1=1 --",
    "'; DROP TABLE asset; --",
    "$$; SELECT pg_sleep(5); --",
    "%s%s%n{0}{}%(name)s",
    "\\",
    "\\' \\\" \\\\",
    "../../../../etc/passwd",
    "田中さん 👩🏽\u200d🚒 ﷽ Z̮̞̠͙͔ͅḀ̗̞",
    "ﬃ İ ı ß ẞ ﷺ",
    "x" * 10_000,
    "<b>" * 3_000,
    "(" * 5_000,
]


def texts() -> list[str]:
    """Return all of them, each once; none is empty."""
    return [text for text in dict.fromkeys([*OURS, *json.loads(LIST.read_text("utf-8"))]) if text]


def worst() -> list[str]:
    """Return those that are typed into every field there is."""
    return OURS


def load_naughty(folder: Path) -> None:
    """Load a service, a venue and a group for each text into the town, in all their fields.

    The loader cleans what it reads. So what is stored is then set to the text itself, as far as the
    database can hold it, as if every cleaning had failed.
    """
    for kind, more in {
        "services": {"how": "in person", "hours": "Tu 10:00-12:00"},
        "venues": {"venue_type": "hall"},
        "groups": {"group_type": "club"},
    }.items():
        path = folder / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["ref", "name", "needs", "postcode", *more])
            for at, _ in enumerate(texts()):
                writer.writerow([f"N{at}", f"{kind} {at}", "company", "DY1 1AB", *more.values()])
        load("own-list", path, partial=True)
    with session.transaction() as connection:
        said = {
            name: given.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
            for at, given in enumerate(texts())
            for name in (f"services {at}", f"venues {at}", f"groups {at}")
        }
        bound = {"names": list(said), "texts": list(said.values())}
        connection.exec_driver_sql(_STORED, bound)
        connection.exec_driver_sql(_SAID, bound)
    change("UPDATE area SET name = :said WHERE code = 'E05000001'", said=OURS[1] + OURS[2])
    change(
        "UPDATE service SET cost = a.description, who_for = a.description, "
        "hours_text = a.description FROM asset a WHERE a.id = asset_id AND a.name LIKE 'N %'"
    )
    change(
        "UPDATE community_group SET group_type = a.description FROM asset a "
        "WHERE a.id = asset_id AND a.name LIKE 'N %'"
    )
    change(
        "UPDATE venue SET venue_type = a.description, hours_free = a.description FROM asset a "
        "WHERE a.id = asset_id AND a.name LIKE 'N %'"
    )


_STORED = """
UPDATE asset SET name = 'N ' || said, description = said, url = said, email = said, phone = said,
    address = said, confirmed_by = said
FROM unnest(%(names)s::text[], %(texts)s::text[]) AS given (name, said)
WHERE asset.name = given.name
"""
_SAID = """
UPDATE record_version v SET content = v.content || jsonb_build_object(
    'name', 'N ' || said, 'description', said, 'url', said, 'email', said, 'phone', said,
    'address', said, 'who_for', said, 'cost', said, 'hours_text', said, 'confirmed_by', said,
    'hours_free', said)
FROM unnest(%(names)s::text[], %(texts)s::text[]) AS given (name, said)
WHERE v.content->>'name' = given.name
"""

SCHEMES = {"", "http", "https", "mailto", "tel"}
TAGS = {
    *("html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "nav"),
    *("h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "div", "span", "strong", "em", "small"),
    *("dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "hr", "time"),
    *("form", "label", "input", "select", "option", "button", "fieldset", "legend", "details"),
    *("summary", "section", "article", "aside", "img", "noscript", "abbr", "textarea", "datalist"),
    *("svg", "path", "rect", "g", "figure", "figcaption", "b", "i", "address", "sup", "optgroup"),
    *("circle", "line", "text", "desc", "tspan", "polygon", "polyline", "bdi", "search", "mark"),
    "blockquote",
}


class _Broken(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                self.found.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "xlink:href") and _leads_astray(tag, value or ""):
                self.found.append(f"<{tag} {name}={value!r:.80}>")


def _leads_astray(tag: str, address: str) -> bool:
    if tag == "img":
        return not (address.startswith(("/", "data:image/")) and not address.startswith("//"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    if parts.scheme.lower() not in SCHEMES:
        return True
    return tag in ("script", "link", "form") and parts.hostname not in (None, "127.0.0.1")


def broken_out(html: str) -> list[str]:
    """Return the tags, attributes and links of some HTML that only a text that broke out makes."""
    reader = _Broken()
    reader.feed(html)
    return reader.found
