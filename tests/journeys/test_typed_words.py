"""What people type is read as they mean it, or refused as their mistake."""

from datetime import date

import pytest
from sought import find_near

from asset_map.domain.errors import BadInput

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("where", ["\x00", "West\x00Town"])
def test_a_sign_that_no_text_may_hold_is_the_callers_mistake(town, where):
    with pytest.raises(BadInput):
        find_near(where, at=TODAY)


def test_a_sign_that_no_text_may_hold_is_no_failure_among_words_either(town):
    assert find_near("DY1 1AB", words="x\x00y", at=TODAY).hits == ()


@pytest.mark.parametrize("words", ["brick, 1900", "BRICK, 1900", "a safe place"])
def test_words_of_a_description_are_found_with_their_commas(town, words):
    [hit] = find_near("DY1 1AB", words=words, at=TODAY).hits

    assert hit.asset.name in ("Old Hall", "Safe House")
