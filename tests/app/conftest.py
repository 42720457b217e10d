"""What tests of the pages share: each page run on its own, with nothing remembered from before."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from asset_map.app import ask
from asset_map.domain.people import Person, Role

Show = Callable[..., str]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Answers that pages remember for a minute belong to one test."""
    ask.forget()
    yield
    ask.forget()


@pytest.fixture(autouse=True)
def no_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is run on its own has no browser, and so a visit without a cookie."""
    monkeypatch.setattr("asset_map.app.who.token", lambda: None)


@pytest.fixture
def show() -> Show:
    """Run a page with what its address says; return all its HTML and text."""

    def run(page: str, **said: str) -> str:
        app = AppTest.from_string(
            f"from asset_map.app.pages import {page}\n{page}.show()", default_timeout=30
        )
        for name, value in said.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return "\n".join(str(piece.body) for piece in app.get("html"))

    return run


@pytest.fixture
def as_staff(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visit is an administrator's, who may do everything."""
    somebody = Person(Role.ADMINISTRATOR, UUID(int=1), "administrator@example.org")
    monkeypatch.setattr("asset_map.app.who.looked_up", lambda: somebody)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.fixture
def text_of() -> Callable[[str], str]:
    """Return what a person reads of some HTML."""

    def text(html: str) -> str:
        reader = _Text()
        reader.feed(html)
        return " ".join(" ".join(reader.said).split())

    return text
