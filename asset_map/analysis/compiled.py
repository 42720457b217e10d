"""Compiling a function, and keeping what was compiled for the next start where that can be written.

It is kept beside the code, or in the home of whoever runs it. Where neither may be written, as in a
container that is read only, it is compiled again at each start: slower by some seconds, and right.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Return a function compiled when it is first called; it lets other threads run meanwhile."""
    return _compiled(function)


def compiled_within(function: Function) -> Function:
    """Return the same for a small function, which becomes a part of those that call it."""
    return _compiled(function, inline="always")


def _compiled(function: Function, inline: Literal["never", "always"] = "never") -> Function:
    made: Any
    try:
        made = njit(cache=True, nogil=True, inline=inline)(function)
    except RuntimeError:  # Numba finds no folder that it may write to.
        made = njit(nogil=True, inline=inline)(function)
    return cast(Function, made)
