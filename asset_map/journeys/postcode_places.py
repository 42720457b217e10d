"""Postcodes, and parts of them, as places: within a journey's own transaction."""

from dataclasses import replace

from sqlalchemy import Connection

from asset_map.db import postcodes
from asset_map.domain import names_typed, postcodes_typed
from asset_map.domain.errors import Ambiguous, Choice, NotFound
from asset_map.domain.places import Place
from asset_map.domain.postcodes_typed import Part

PART = "part of a postcode"


def whole(connection: Connection, said: str) -> Place | None:
    """Return the postcode that words are, or the part of one; None where they are neither.

    Raises NotFound where they are a postcode that is not in the map, Ambiguous where slips of the
    hand leave several readings.
    """
    for words in dict.fromkeys([said, names_typed.without_around(said)]):
        if code := postcodes_typed.whole(words):
            return _known(connection, code, said)
        readings = postcodes_typed.slipped(words)
        live = [
            code for code, known in postcodes.known(connection, readings).items() if not known.ended
        ]
        if place := _only(connection, live, said):
            return place
        if found := _parts(connection, postcodes_typed.parts(words)):
            return _only_part(found, words)
    return None


def in_words(connection: Connection, said: str) -> Place | None:
    """Return the postcode that stands in a sentence, or that it nearly is. Raises as ``whole``."""
    codes = postcodes_typed.in_words(said)
    known = [code for code, one in postcodes.known(connection, codes).items() if not one.ended]
    if place := _only(connection, known, said):
        return place
    readings = codes or postcodes_typed.slipped(said)
    return _known(connection, readings[0], said) if len(readings) == 1 else None


def _known(connection: Connection, code: str, said: str) -> Place:
    known = postcodes.known(connection, [code]).get(code)
    if known is None or known.ended or known.place is None:
        raise _unknown(connection, code, known.ended if known else None)
    as_typed = postcodes_typed.whole(said) == code
    return replace(known.place, taken_for="" if as_typed else code)


def _unknown(connection: Connection, code: str, ended: str | None) -> NotFound:
    around = _parts(connection, postcodes_typed.parts_of(code))[:1]
    choices = tuple(Choice(place.label, place.words) for place in around)
    sentence = f"The postcode {code} is not in this map."
    if ended:
        sentence = f"The postcode {code} is no longer in use: it ended in {ended}."
    instead = f"take {choices[0].words}, or " if choices else ""
    return NotFound(
        sentence, f"Check it, {instead}try a postcode nearby or the name of the area.", choices
    )


def _only(connection: Connection, codes: list[str], said: str) -> Place | None:
    if len(codes) > 1:
        raise Ambiguous(
            "That may be one of several postcodes.",
            "Choose one.",
            tuple(Choice(code, code) for code in codes),
        )
    return _known(connection, codes[0], said) if codes else None


def _only_part(found: list[Place], words: str) -> Place:
    if len(found) > 1:
        raise Ambiguous(
            f"{words.upper()} may be one of several parts of a postcode.",
            "Choose one.",
            tuple(Choice(place.label, place.words) for place in found),
        )
    return found[0]


def _parts(connection: Connection, parts: tuple[Part, ...]) -> list[Place]:
    middles = [(part, postcodes.middle_of(connection, part)) for part in parts]
    return [
        replace(place, label=f"{part.label} ({PART})", words=part.label)
        for part, place in middles
        if place is not None
    ]
