"""What browser tests share: the app on a free port, and a page that fails on any other host."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from elsewhere import weather
from playwright.sync_api import BrowserContext, Page, expect
from serving import serving
from signed_in import sign_in

# Beside the other tests a server may take some seconds to answer.
expect.set_options(timeout=20_000)

Open = Callable[..., BrowserContext]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser's own address bar would draw two pages of its own for every window. The others
    # are what Playwright turns off, in whose place this list comes.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch",
]


@pytest.fixture(scope="session")
def app_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the app: its log, and the mails that nobody sends."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the other website that leaving a page leads to."""
    with weather(tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


@pytest.fixture(scope="session")
def app(demo_database: str, app_home: Path, elsewhere: str) -> Iterator[str]:
    """The app with the demonstration; its address."""
    with serving(demo_database, app_home, leave_to=elsewhere) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_executable: str) -> dict[str, Any]:
    """Start the browser that is installed."""
    return {"executable_path": browser_executable, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A desktop's window."""
    return {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def as_staff(app: str, context: BrowserContext) -> None:
    """The page that a test is given is an administrator's."""
    sign_in(context, app)


@pytest.fixture
def bare_page(new_context: Open) -> Page:
    """A page that takes scripts of ours, such as the check of WCAG, which its policy refuses."""
    return new_context(bypass_csp=True).new_page()


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens windows; no request of theirs may leave this computer."""
    asked: list[str] = []

    def opened(**wishes: Any) -> BrowserContext:
        context = new_context(**wishes)
        context.on("request", lambda request: asked.append(request.url))
        return context

    yield opened
    ours = ("http://127.0.0.1:", "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page; nothing may be refused by our content security policy, and no script may fail."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    assert not problems
