"""Text from others stays text, links lead only where they may, numbers say how sure they are."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from asset_map.app import addresses, find_card, maps, parts, wording
from asset_map.domain.assets import Asset, AssetKind, LinkedAsset, LinkType, Provenance, SaidBy
from asset_map.domain.places import LocatedBy
from asset_map.journeys.hits import Hit

ID = UUID(int=1)
NASTY = '<script>alert(1)</script> *bold* [x](javascript:alert(1)) "quoted" {{ 7*7 }}'


def asset(name: str, confirmed: date | None = None) -> Asset:
    return Asset(
        id=ID,
        kind=AssetKind.SERVICE,
        name=name,
        description=name,
        needs=("food", name),
        located_by=LocatedBy.COORDINATES,
        point=None,
        masked=False,
        correspondence=False,
        withdrawn=None,
        covers=(),
        valid_from=None,
        valid_from_precision=None,
        valid_to=None,
        valid_to_precision=None,
        provenance=Provenance(name, "licence", "", date(2026, 1, 1), confirmed, name, False),
    )


def test_a_name_with_markup_shows_as_it_was_written(text_of):
    hit = Hit(asset(NASTY), None, None, None, NASTY, 52.5, -2.1)
    html = find_card.cards([hit], {"food": NASTY}, datetime(2026, 2, 1, 12, tzinfo=UTC))
    assert "<script" not in html
    assert NASTY in text_of(html)


def test_a_link_with_markup_in_its_words_shows_as_it_was_written():
    linked = LinkedAsset(
        ID, AssetKind.GROUP, NASTY, LinkType.MEETS_AT, True, NASTY, SaidBy.FROM, False
    )
    html = parts.links([linked])
    assert "<script" not in html
    assert wording.ONE_SIDE in html


def test_a_map_carries_names_as_data_only():
    hit = Hit(asset(NASTY), None, None, None, "here", 52.5, -2.1)
    drawn = maps._layer([maps._pin(hit, NASTY)], None, None)
    script = "".join(child._template.module.script(child) for child in drawn._children.values())
    assert "<script" not in script
    assert "\\u003cscript\\u003e" in script


def test_a_map_loads_nothing_from_another_host():
    for drawn in (maps._Map, maps._Cluster):
        for _, address in [*drawn.default_js, *drawn.default_css]:
            assert address.startswith("/")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:+441384000000", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:///nowhere", False),
        ("//example.org", False),
        ("http://[", False),
    ],
)
def test_only_links_that_a_browser_may_follow_are_links(address, safe):
    assert (addresses.safe(address) is not None) is safe


def test_a_web_address_that_may_not_be_followed_is_shown_as_text():
    assert parts.contact({"url": "javascript://x/%0aalert(1)"}) == ["javascript://x/%0aalert(1)"]
    assert 'href="https://example.org"' in parts.contact({"url": "example.org"})[0]


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        (None, wording.NEVER_CONFIRMED + wording.CHECK_FIRST),
        (date(2026, 1, 31), "Last confirmed 31 January 2026 by x"),
        (
            date(2024, 1, 31),
            "Last confirmed 31 January 2024 by x, over a year ago: check before you go",
        ),
    ],
)
def test_a_record_says_how_fresh_it_is(confirmed, said):
    assert parts.freshness(asset("x", confirmed), date(2026, 2, 1)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, "no figure"), (0.2, "nobody"), (0.9, "about 1 person"), (5132, "about 5,100 people")],
)
def test_people_are_said_with_about(number, said):
    assert wording.people(number) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), (0, "0%"), (0.004, "under 1%"), (0.37, "37%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_share_does_not_claim_all_or_nothing_by_rounding(value, said):
    assert wording.share(value) == said
