"""What tests of journeys share: somebody who drafts, and others who may not see it."""

import pytest
from proposers import close, drafted, somebody

from asset_map.domain.people import Role


@pytest.fixture
def anna(town):
    return somebody("anna")


@pytest.fixture
def ben(town):
    return somebody("ben")


@pytest.fixture
def zoe(town):
    """Another administrator."""
    return somebody("zoe", Role.ADMINISTRATOR)


@pytest.fixture
def draft(anna):
    return drafted(anna, close("Old Hall"))
