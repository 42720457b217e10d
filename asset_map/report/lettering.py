"""How wide text is when it is drawn, nearly, and how it is broken into lines."""

from asset_map.report.text import on_one_line

_NARROW, _WIDE = set("iljtfrI.,:;'|!()[] "), set("mwMW@%&—…")


def width_of(text: str, size: float) -> float:
    """Return about how wide text is in a plain face of a size, in the units of the size."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE or ord(letter) > 0x2E80:  # Chinese, Japanese, Korean; most pictograms.
        return 1.0
    return 0.7 if letter.isupper() else 0.56


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """Return text in at most so many lines that fit a width; what is left out is an ellipsis."""
    lines = [""]
    for word in on_one_line(text).split():
        for part in _pieces(word, width, size):
            longer = f"{lines[-1]} {part}".strip()
            if width_of(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        if len(lines) > most:
            break
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, width: float, size: float) -> list[str]:
    """Break a word that is longer than a line."""
    if width_of(word, size) <= width:
        return [word]
    pieces = [""]
    for letter in word[:500]:
        if width_of(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
