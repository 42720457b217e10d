"""What a log may hold of an error: never what it says, as that may be what somebody looked for."""

import traceback

from asset_map.domain.errors import Failure, Refused


def for_log(error: BaseException) -> str:
    """Return an error in a line for a log: of what kinds it is. What the machine could not do is
    told in full, as it says how to mend it."""
    speaks = isinstance(error, Failure) and not isinstance(error, Refused)
    return str(error) if speaks else _kinds(error)


def with_frames(error: BaseException) -> str:
    """Return an error for developers: where it came from, call by call, and of what kinds."""
    frames = "".join(
        "".join(traceback.format_tb(one.__traceback__)) + type(one).__name__ + "\n"
        for one in reversed(_chain(error))
    )
    return f"{_kinds(error)}\n{frames}".rstrip()


def _kinds(error: BaseException) -> str:
    return " from ".join(type(one).__name__ for one in _chain(error))


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found
