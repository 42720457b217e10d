"""The shape of what a map covers is drawn once, and remembered."""

import pytest

from asset_map.db import areas, session

pytestmark = pytest.mark.usefixtures("town")


class Forgetful(dict):
    """What is remembered is gone at once: another thread drew another shape."""

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


def test_a_shape_is_given_while_somebody_else_has_another_one_drawn(monkeypatch):
    monkeypatch.setattr(areas, "_shapes", Forgetful())
    with session.reading() as connection:
        assert areas.shape_of_authorities(connection, ["E08000027"], 0.0)
