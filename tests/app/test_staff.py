"""Staff pages open on loopback itself, and not through anything that passes requests on."""

import pytest

from asset_map.app.staff import came_directly


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost:8501"},
        {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"},
        {"host": "[::1]:8501", "origin": "http://[::1]:8501"},
    ],
)
def test_a_visit_to_loopback_is_staff(headers):
    assert came_directly(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "map.example.org"},
        {"Host": "192.0.2.7:8501"},
        {"Host": "localhost.example.org"},
        {"Host": "localhost@example.org"},
        {"Host": "localhost:8501", "X-Forwarded-For": "192.0.2.1"},
        {"Host": "localhost:8501", "x-real-ip": "127.0.0.1"},
        {"Host": "localhost:8501", "Forwarded": "for=127.0.0.1"},
        {"Host": "127.0.0.1:8501", "Origin": "https://map.example.org"},
        {"Host": "127.0.0.1:8501", "Origin": "null"},
    ],
)
def test_a_visit_from_elsewhere_is_not_staff(headers):
    assert not came_directly(headers)
