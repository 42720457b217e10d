"""A poster of one asset, as HTML that prints on one page of A4: what, when, where, and a code.

What others wrote is cut where it is long; the page that the code leads to has all of it. Of what is
hidden nothing is said of where it is.
"""

from html import escape

from asset_map.app import add_wording as words
from asset_map.app import parts, qr, wording
from asset_map.app import plain_wording as plain_words
from asset_map.app.plain_sheet import cut
from asset_map.domain import breaks, hours
from asset_map.journeys.see_asset import AssetPicture, Venue

LONGEST_NAME = 90
LONGEST_TEXT = 280
LONGEST_FACT = 120
LARGE_NAME, LARGE_TEXT = 50, 300
"""With so many signs, of the name and of all else, it is one page in large print; else in small."""


def html(picture: AssetPicture, address: str) -> str:
    """Return the poster; ``address`` is the whole address of the asset's page."""
    asset, facts = picture.asset, _facts(picture)
    name, text = cut(asset.name, LONGEST_NAME), cut(asset.description, LONGEST_TEXT)
    much = len(name) > LARGE_NAME or len(text) + sum(len(said) for _, said in facts) > LARGE_TEXT
    demo = f"<p><strong>{escape(plain_words.LIST_DEMO)}.</strong></p>" if _demo(picture) else ""
    about = parts.para(text, "am-lead") if text else ""
    return (
        f'<div class="am-poster{" am-poster-small" if much else ""}">{demo}'
        f"{parts.para(wording.KINDS[asset.kind], 'am-above')}"
        f"{parts.heading(name, 1, 'content')}{about}"
        f"{parts.facts(facts)}{_code(address)}{parts.para(_fresh(picture), 'am-meta')}"
        "</div>"
    )


def _facts(picture: AssetPicture) -> list[tuple[str, str]]:
    more = picture.details
    found = (
        (words.POSTER_WHEN, _when(picture)),
        (words.POSTER_BREAK, breaks.in_words(picture.asset.away, picture.at)),
        (words.POSTER_WHERE, where(picture)),
        (words.POSTER_FOR, str(more.get("who_for") or "")),
        (words.POSTER_COST, str(more.get("cost") or "")),
        (words.POSTER_CONTACT, _contact(picture)),
    )
    return [(name, escape(cut(said, LONGEST_FACT))) for name, said in found if said]


def _when(picture: AssetPicture) -> str:
    told = hours.sessions_in_words(picture.sessions)
    return told or hours.in_words(str(picture.details.get("hours_text") or ""))


def where(picture: AssetPicture) -> str:
    """Return where it is, in one line; of what is hidden, that it is not told."""
    if picture.asset.correspondence:
        return ""
    if not picture.exact:
        return words.POSTER_HIDDEN
    own = ", ".join(filter(None, (picture.details.get("address"), picture.details.get("postcode"))))
    return "; ".join(filter(None, [own, *map(_venue, picture.venues)]))


def _venue(venue: Venue) -> str:
    return ", ".join(filter(None, (venue.name, venue.address, venue.postcode)))


def _contact(picture: AssetPicture) -> str:
    more = picture.details
    return ", ".join(str(more[name]) for name in ("phone", "email", "url") if more.get(name))


def _code(address: str) -> str:
    shown = address.partition("://")[2]
    return (
        f'<div class="am-poster-code">{qr.drawn(address)}'
        f"<p>{escape(words.POSTER_SCAN)} <strong>{escape(shown)}</strong></p></div>"
    )


def _fresh(picture: AssetPicture) -> str:
    confirmed = picture.asset.provenance.last_confirmed
    if confirmed is None:
        return words.POSTER_UNCONFIRMED
    return words.POSTER_CONFIRMED.format(day=wording.day(confirmed))


def _demo(picture: AssetPicture) -> bool:
    return picture.asset.provenance.demo
