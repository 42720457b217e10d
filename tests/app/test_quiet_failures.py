"""A route that fails in a way nobody foresaw: a plain page, and a log without anybody's words."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from asset_map.web.app import middleware

TYPED = "DY1 3SB"


async def fail(request: Request) -> Response:
    raise ValueError(f"could not convert {request.query_params['place']}")


async def fail_midway(_request: Request) -> Response:
    def parts():
        yield "begun"
        raise ValueError(TYPED)

    return StreamingResponse(parts())


@pytest.fixture
def visitor() -> TestClient:
    routes = [Route("/fail", fail), Route("/midway", fail_midway)]
    return TestClient(Starlette(routes=routes, middleware=middleware()))


def test_it_says_sorry_with_the_headers_of_every_page(visitor, caplog):
    caplog.set_level(logging.DEBUG)
    answer = visitor.get("/fail", params={"place": TYPED})
    assert answer.status_code == 500
    assert "went wrong on our side" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert TYPED not in answer.text


def test_the_log_says_where_it_failed_and_nothing_of_what_was_asked(visitor, caplog):
    caplog.set_level(logging.DEBUG, logger="asset_map")
    visitor.get("/fail", params={"place": TYPED})
    visitor.get("/midway")
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("asset_map")
    )
    assert ours.count("A request failed: ValueError") == 2
    assert "in fail\n" in ours
    assert TYPED not in ours
    assert TYPED.replace(" ", "+") not in ours
