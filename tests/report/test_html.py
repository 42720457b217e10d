"""A paper as one HTML file that asks for nothing else."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from papers import BY_NEED, CONTROLS, LONG, NASTY, SCRIPT, nasty_paper, rich_paper

from asset_map.report.html import to_html
from asset_map.report.shapes import DEMO_MARK

EMPTY = {"meta", "img", "br", "link", "input", "hr"}


class Read(HTMLParser):
    """The elements of a page in order, each with its attributes, and text without marks."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.text = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text += data

    def all(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def written():
    return to_html(rich_paper())


@pytest.fixture(scope="module")
def read(written):
    found = Read(written)
    assert not found.open
    return found


def test_the_page_says_its_language_and_leads_past_its_head(read):
    assert read.all("html") == [{"lang": "en-GB"}]
    first_link = read.all("a")[0]
    assert first_link["href"] == "#content"
    assert read.all("main")[0]["id"] == "content"


def test_headings_come_in_order(read):
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_asked_of_any_host(written, read):
    assert not read.all("script", "link", "iframe", "object", "embed", "form")
    sources = [attributes["src"] for attributes in read.all("img")]
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert all(attributes["href"].startswith("#") for attributes in read.all("a"))
    assert "url(" not in written
    assert "@import" not in written
    assert "style=" not in written


def test_the_policy_allows_the_one_style_sheet_and_pictures_in_the_page(written, read):
    style = re.search(r"<style>(.*?)</style>", written, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        a["content"] for a in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'", "img-src data:", f"style-src 'sha256-{digest}'",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


def test_tables_have_a_caption_and_scopes(written, read):
    assert len(read.all("caption")) == len(read.all("table")) == 3
    assert {a["scope"] for a in read.all("th")} == {"col", "row"}
    assert written.count('<th scope="row">') == len(BY_NEED.rows) + 2
    assert '<td class="number">about 2,500 fewer</td>' in written


def test_pictures_are_told_in_words_and_have_their_size(read):
    pictures = read.all("img")
    assert len(pictures) == 3
    assert all(a["alt"] and int(a["width"]) > 100 for a in pictures)


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(read):
    ids = {a["id"] for _, a in read.elements if "id" in a}
    boxes = [a for a in read.all("div") if a.get("role") == "region"]
    assert len(boxes) == 6
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] in ids for a in boxes)


def test_no_id_stands_twice(read):
    ids = [a["id"] for _, a in read.elements if "id" in a]
    assert len(set(ids)) == len(ids)


def test_a_demonstration_is_marked_on_screen_and_on_every_printed_page(written):
    assert f'<p class="demo">{DEMO_MARK}</p>' in written
    assert f'content: "{DEMO_MARK}"' in written
    assert DEMO_MARK not in to_html(rich_paper(demo=False))


def test_a_question_without_an_answer_stays_visible(read):
    assert read.text.count("Not yet answered") == 1
    assert "Head of service" in read.text
    assert "23 November 2026" in read.text


@pytest.mark.parametrize("bad", NASTY, ids=lambda bad: repr(bad[:12]))
def test_text_of_others_is_only_text(bad):
    page = to_html(nasty_paper(bad))
    found = Read(page)
    assert not found.open
    assert not found.all("script", "b script")
    assert "<script" not in page.lower()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe]", page)
    page.encode()
    if bad in (SCRIPT, LONG, "{{ 7 * 7 }}"):
        assert bad in found.text
    if bad == CONTROLS:
        assert "Bell and nothing, half  a letter" in found.text
