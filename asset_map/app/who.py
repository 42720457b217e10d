"""Who visits: whoever the cookie of this visit belongs to, looked up anew each time."""

import logging

import streamlit as st

from asset_map.app import addresses, parts
from asset_map.app import sign_in_wording as words
from asset_map.domain import rights
from asset_map.domain.errors import Failure
from asset_map.domain.logged import for_log
from asset_map.domain.people import VISITOR, WITH_ARTICLE, Person, Role
from asset_map.domain.rights import Action
from asset_map.journeys.sign_in import who_is_it
from asset_map.web import cookies, forms

log = logging.getLogger(__name__)


def token() -> str | None:
    """Return the session's token that this visit came with."""
    return cookies.read(st.context.cookies, cookies.SESSION)


def looked_up() -> Person:
    """Return who visits. Raises Failure where the database does not answer."""
    return who_is_it(token())


def person() -> Person:
    """Return who visits, to draw a page for them; where nobody can tell, a visitor."""
    try:
        return looked_up()
    except Failure as error:
        log.warning("Nobody could tell who visits: %s", for_log(error))
        return VISITOR


def may(action: Action) -> bool:
    """Tell whether this visit may do something."""
    return rights.may(person().role, action)


def refused(action: Action) -> str:
    """Return the notice for somebody who may not do something, and the way to where they may."""
    role, needed = person().role, rights.who_may(action)
    if role is Role.VISITOR:
        link = f"<p>{parts.link(addresses.SIGN_IN, words.SIGN_IN, 'am-button')}</p>"
        said = words.FIRST.format(role=needed, action=action)
        return parts.notice(words.FIRST_TITLE, said, link)
    said = words.OTHER_ROLE.format(own=WITH_ARTICLE[role], action=action, role=needed)
    return parts.notice(said, words.OTHER_ROLE_NEXT)


def at_the_door(visiting: Person) -> str:
    """Return what the head of a page says of who is signed in, and the way in or out."""
    if visiting.role is Role.VISITOR:
        return f'<p class="am-who">{parts.link(addresses.SIGN_IN, words.SIGN_IN)}</p>'
    said = words.SIGNED_IN_AS.format(role=WITH_ARTICLE[visiting.role])
    return (
        f'<form class="am-who" method="post" action="{addresses.SIGN_OUT}">'
        f"<span>{said}</span>{forms.tie(token() or '')}"
        f'<button type="submit">{words.SIGN_OUT}</button></form>'
    )
