"""What somebody can offer: who near asks for it, in a list with how to reach each."""

from asset_map.app import (
    ask,
    care,
    find_browser,
    find_search,
    frame,
    offer_ask,
    offer_asked,
    offers,
    parts,
    wording,
)
from asset_map.app import find_wording as find
from asset_map.app import offer_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.app.offer_asked import OfferAsked
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput


def show() -> None:
    """Draw the page for what is asked."""
    with frame.page(words.TITLE, wording.UNKNOWN_PLACE_NEXT):
        frame.title(words.TITLE, words.LEAD)
        asked = offer_asked.now()
        offer_ask.form(asked, ask.list_skills())
        parts.draw(parts.para(words.NOTHING_STORED, "am-meta"))
        if asked.where.forgotten:
            parts.draw(parts.notice(find.FORGOTTEN, find.FORGOTTEN_NEXT))
        elif not asked.where.place:
            parts.draw(parts.para(words.START))
        else:
            _found(asked)
        kept = FindAsked(place=asked.where.place).keep(find_search.visit_token())
        parts.draw(offers.ways_on(kept.address()) + care.urgent(find_search.food_address(kept)))


def _found(asked: OfferAsked) -> None:
    try:
        chances = ask.offer_help(
            asked.where.place, asked.skills, times=asked.times, within_m=asked.far_m
        )
    except BadInput as error:
        find_browser.announce(error.sentence, find_search.times_led())
        offer_ask.instead(error)
    else:
        find_browser.announce(chances.sentence(), find_search.times_led())
        parts.draw(offers.html(chances, uk_today()))
