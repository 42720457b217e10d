"""How near a typed name is to the name of a place."""

from rapidfuzz.distance import OSA

SHORT, LONG = 3, 8
"""Letters: what is shorter says too little of a longer name, and only in what is long may a part of
it have slips."""


def how_near(typed: str, name: str, *, longer: int = 1) -> int | None:
    """Return how near a folded name is to another, 0 the same; None: not at all.

    A slip of the hand is 1, two are 2. A name that begins with what was typed is ``longer``, one
    that has it further on is one more; slips in that count too.
    """
    own, others = _apart(typed, name)
    slips = OSA.distance(own, others, score_cutoff=2)
    if slips <= (slips_forgiven(own) or int(own != typed and len(own) >= SHORT)):
        return slips
    count, words = len(typed.split()), name.split()
    if len(typed) < SHORT or count >= len(words):
        return None
    parts = [" ".join(words[at : at + count]) for at in range(len(words) - count + 1)]
    forgiven = slips_forgiven(typed) if len(typed) >= LONG else 0
    near = [
        longer + (at > 0) + slips
        for at, part in enumerate(parts)
        if (slips := OSA.distance(typed, part, score_cutoff=2)) <= forgiven
    ]
    return min(near, default=None)


def likeness(typed: str, name: str) -> float:
    """Return how alike two folded names are, 0 to 1."""
    return OSA.normalized_similarity(*_apart(typed, name))


def _apart(typed: str, name: str) -> tuple[str, str]:
    """Return two names without the words that both end in: "high street" and "hill street" are not
    alike because both are streets."""
    ours, theirs = typed.split(), name.split()
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    return " ".join(ours), " ".join(theirs)


def slips_forgiven(typed: str) -> int:
    """Return how many slips of the hand a name may have: in a short one any other is near."""
    return 0 if len(typed) < 4 else 1 if len(typed) < 10 else 2
