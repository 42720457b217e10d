"""The pages on which people tell something, by their addresses."""

from collections.abc import Sequence

from starlette.routing import Route

from asset_map.web import (
    add_page,
    again_page,
    answer_page,
    change_page,
    claim_page,
    close_page,
    confirm,
    entry_form,
    erase_page,
    history_page,
    links_page,
    mend_page,
    merge_page,
    obstacle_page,
    own_page,
    own_sent_page,
    review_page,
    say_page,
    sent_page,
    skills_page,
    still_right_page,
)
from asset_map.web.telling import Handler, telling


def routes() -> list[Route]:
    """Return the routes of the pages on which people tell something."""
    return [
        *_both("/confirm/{token}", confirm.offer, confirm.take),
        *_both("/add", add_page.show, add_page.take),
        *_both("/add/sent/{id:uuid}", sent_page.show, sent_page.take),
        _piece("/add/like", add_page.like),
        _piece("/add/meant", add_page.meant),
        _piece("/add/where", add_page.where),
        _piece("/add/when", add_page.when),
        Route("/review", telling(review_page.queue)),
        *_desk("/review/stale", still_right_page.stale, still_right_page.take_checked),
        *_both("/still-right/{token}", still_right_page.offer, still_right_page.take),
        *_both("/all-right/{token}", still_right_page.offer_all, still_right_page.take_all),
        *_desk("/reminders/stop/{token}", still_right_page.offer_stop, still_right_page.take_stop),
        *_desk("/review/merge", merge_page.show, merge_page.take),
        *_desk("/review/apart/{id:uuid}", merge_page.show_apart, merge_page.take_apart),
        *_desk("/review/words/{id:uuid}", mend_page.show, mend_page.take),
        *_desk("/review/{id:uuid}", review_page.show, review_page.take),
        *_desk(
            "/review/{id:uuid}/part/{asset_id:uuid}", review_page.show_part, review_page.take_part
        ),
        *_both("/answer/{token}", answer_page.show, answer_page.take),
        *_both("/asset/{id}/change", change_page.show, change_page.take),
        *_both("/asset/{id}/wrong", change_page.show_wrong, change_page.take_wrong),
        *_both("/asset/{id}/close", close_page.show, close_page.take),
        *_both("/asset/{id}/again", again_page.show, again_page.take),
        *_both("/asset/{id}/claim", claim_page.show, claim_page.take),
        *_both("/asset/{id}/history", history_page.show, history_page.take),
        *_both("/asset/{id}/give-up", own_page.show_give_up, own_page.take_give_up),
        *_both("/asset/{id}/keepers", own_page.show_keepers, own_page.take_keepers),
        Route("/asset/{id}/right", telling(own_page.take_right), methods=["POST"]),
        Route("/asset/{id}/told", telling(entry_form.tell)),
        *_both("/asset/{id}/obstacle", obstacle_page.show, obstacle_page.take),
        Route("/obstacles", telling(obstacle_page.show_all)),
        Route("/obstacles/{id:uuid}", telling(obstacle_page.take_answer), methods=["POST"]),
        *_both("/proposal/{id}/answer", say_page.show, say_page.take),
        *_both("/proposal/{id}/counter", say_page.show_counter, say_page.take_counter),
        Route("/proposal/{id}/told", telling(say_page.tell)),
        *_both("/asset/{id}/skills", skills_page.show, skills_page.take),
        *_both("/asset/{id}/links", links_page.show, links_page.take),
        Route("/asset/{id}/links/end", telling(links_page.end), methods=["POST"]),
        Route("/asset/{id}/links/confirm", telling(links_page.confirm), methods=["POST"]),
        *_both("/link/{token}", links_page.show_letter, links_page.take_letter),
        Route("/review/links", telling(links_page.one_sided)),
        Route("/asset/{id}/withdraw", telling(skills_page.withdraw), methods=["POST"]),
        *_both("/skills/withdraw/{token}", skills_page.show_letter, skills_page.take_letter),
        *_both("/claim/{token}", claim_page.open_letter, claim_page.answer_letter),
        Route("/own", telling(own_page.show)),
        *_both("/own/erase", erase_page.show, erase_page.take),
        Route("/own/all-right", telling(own_page.take_all_right), methods=["POST"]),
        Route("/own/reminders", telling(own_page.take_reminders), methods=["POST"]),
        *_both(
            "/own/{id:uuid}/take-back", own_sent_page.show_take_back, own_sent_page.take_take_back
        ),
        Route("/own/{id:uuid}/answer", telling(own_sent_page.take_answer), methods=["POST"]),
    ]


def _both(path: str, show: Handler, take: Handler) -> Sequence[Route]:
    """Return the routes of a page, and of the form on it."""
    return (
        Route(path, telling(show), methods=["GET"]),
        Route(path, telling(take), methods=["POST"]),
    )


def _desk(path: str, show: Handler, take: Handler) -> Sequence[Route]:
    """Return the routes of a page of stewards: whoever works off what waits sends many forms."""
    return (
        Route(path, telling(show), methods=["GET"]),
        Route(path, telling(take, piece=True), methods=["POST"]),
    )


def _piece(path: str, handler: Handler) -> Route:
    """Return the route of a piece that a script asks for while somebody types."""
    return Route(path, telling(handler, piece=True), methods=["GET", "POST"])
