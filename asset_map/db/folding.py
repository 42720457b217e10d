"""Texts folded as SQL can: as ``name_key`` folds names, and as searches look words up."""

FOLDED = """regexp_replace(regexp_replace(replace(lower({}), '&', ' and '),
    '[''’.`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')"""

# Accents, and signs that nobody sees: soft hyphens, directions, spaces without width.
_UNSEEN = r"[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_PLAIN = f"""CASE WHEN octet_length({{0}}) = length({{0}}) THEN lower({{0}})
    ELSE regexp_replace(translate(lower(normalize({{0}}, NFKD)), 'øłđı', 'oldi'),
                        '{_UNSEEN}', '', 'g') END"""

SEARCHED = rf"""btrim(regexp_replace(regexp_replace(regexp_replace(
    replace({_PLAIN}, '&', ' and '),
    '[''’‘`](s\M)?', '', 'g'), '\m([[:alpha:]])\.', '\1', 'g'), '[^[:alnum:]]+', ' ', 'g'))"""
"""Further than names are folded: without accents, and whose something is: ``St James's`` and
``St. James``, ``café`` and ``cafe``, ``Y.M.C.A.`` and ``ymca`` are one. Words are parted by
spaces."""
