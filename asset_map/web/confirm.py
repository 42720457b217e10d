"""The link in a mail by which somebody confirms the address that they sent something from."""

from asset_map.app import addresses, form_fields, parts
from asset_map.app import confirm_wording as words
from asset_map.domain.contributions import State
from asset_map.journeys import send_in
from asset_map.web.telling import Answer, Asked, Page


def offer(asked: Asked) -> Answer:
    """Show the button that confirms. Opening it changes nothing: mail scanners open links."""
    one = send_in.look_at_held(asked.path["token"])
    if one.state is not State.HELD:
        return _done()
    # The form goes to the address of this page, which is nowhere repeated.
    body = parts.para(words.TEXT) + form_fields.form(
        "", asked.tie + form_fields.button(words.GO), css="am-search"
    )
    return Page(words.TITLE, body)


def take(asked: Asked) -> Answer:
    """Confirm."""
    asked.sent()
    send_in.confirm(asked.path["token"])
    return _done()


def _done() -> Page:
    ways = parts.bullets(
        [
            parts.link(addresses.FRONT, words.TO_THE_MAP),
            parts.link(addresses.ADD, words.ADD_MORE),
        ]
    )
    return Page(words.DONE, parts.para(words.DONE_TEXT) + ways)
