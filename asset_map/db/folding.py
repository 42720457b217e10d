"""Texts folded as ``name_key`` folds names, as far as SQL can."""

FOLDED = """regexp_replace(regexp_replace(replace(lower({}), '&', ' and '),
    '[''’.`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')"""
