"""Who is asking, and whether they may: every journey is marked with the action that it is.

Each surface says who acts: the command line that it is the operator, pages and routes that it is
whoever their cookie belongs to. That is looked up anew at each check, so that a session that was
ended and a role that was lowered count from the next action on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asset_map.domain.errors import NotAllowed
from asset_map.domain.people import VISITOR, WITH_ARTICLE, Person, Role
from asset_map.domain.rights import Action, may, who_may

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Who = Callable[[], Person]

MARK = "asks"
"""The attribute of a journey that holds its action."""


def _visitor() -> Person:
    return VISITOR


_who: ContextVar[Who] = ContextVar("who", default=_visitor)


@contextmanager
def acting(who: Who) -> Iterator[None]:
    """Let ``who`` tell who acts in here. Threads begun in here start as a visitor again."""
    before = _who.set(who)
    try:
        yield
    finally:
        _who.reset(before)


def acting_person() -> Person:
    """Return who acts now, looked up anew."""
    return _who.get()()


def asks(action: Action) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Mark a journey as an action: it is refused to whoever may not do that."""

    def mark(journey: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        @wraps(journey)
        def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            check(action)
            return journey(*args, **kwargs)

        setattr(checked, MARK, action)
        return checked

    return mark


def check(action: Action) -> None:
    """Refuse an action to whoever may not do it. Raises NotAllowed."""
    if may(Role.VISITOR, action):  # Nobody has to be looked up for what is open to all.
        return
    role = acting_person().role
    if not may(role, action):
        raise NotAllowed(f"To {action} you have to be {who_may(action)}.", _next_step(role))


def check_asked(journey: Callable[..., Any]) -> None:
    """Refuse a journey that would be refused, for a surface that remembers its answers."""
    check(getattr(journey, MARK))


def _next_step(role: Role) -> str:
    if role is Role.VISITOR:
        return "Sign in first."
    return f"You are signed in as {WITH_ARTICLE[role]}; ask an administrator of the map."
