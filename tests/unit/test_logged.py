"""What a log may hold of an error: where it came from, never what somebody asked for."""

from asset_map.domain.errors import BadInput, DatabaseDown, Failure, NotFound, Refused
from asset_map.domain.logged import for_log, with_frames

TYPED = "DY1 3SB"


def fail_deeply(cause: bool) -> None:
    try:
        float(TYPED)
    except ValueError as error:
        if cause:
            raise KeyError(f"no {TYPED}") from error
        raise LookupError(TYPED) from None


def caught(cause: bool) -> Exception:
    try:
        fail_deeply(cause)
    except LookupError as error:
        return error
    raise AssertionError("it does fail")


def test_what_somebody_typed_wrongly_is_told_by_its_kind_alone():
    assert for_log(NotFound(f"The postcode {TYPED} is not in this map.")) == "NotFound"
    assert for_log(BadInput(f"{TYPED} is no distance.")) == "BadInput"
    assert for_log(Refused(f'The database refused: no uuid: "{TYPED}"')) == "Refused"


def test_what_the_machine_could_not_do_is_told_in_full():
    down = DatabaseDown("The database does not answer.", "Start it with: asset-map db up")
    assert for_log(down) == "The database does not answer. Start it with: asset-map db up"
    assert for_log(Failure("Another load is running.")) == "Another load is running."


def test_what_nobody_foresaw_is_told_call_by_call_without_its_words():
    said = with_frames(caught(cause=True))
    assert said.startswith("KeyError from ValueError\n")
    assert "in fail_deeply" in said
    assert TYPED not in said
    assert TYPED not in for_log(caught(cause=True))


def test_a_cause_that_was_set_aside_is_not_told():
    assert with_frames(caught(cause=False)).startswith("LookupError\n")
