"""What the app serves beside its pages, put together."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from asset_map.app.addresses import PAGES
from asset_map.web import (
    browser_files,
    open_referral,
    plain_routes,
    sign_in,
    statements,
    telling_routes,
)
from asset_map.web.failures import QuietFailures
from asset_map.web.gaps_csv import gaps_csv
from asset_map.web.headers import SafeHeaders
from asset_map.web.health import health
from asset_map.web.impact_report import impact_report
from asset_map.web.index_page import LOOK, index_page, unknown_page
from asset_map.web.leave import leave
from asset_map.web.map_data import background
from asset_map.web.near_page import near_page
from asset_map.web.no_delay import NoDelay
from asset_map.web.offer_page import offer_page
from asset_map.web.origins import OwnWebsocketsOnly
from asset_map.web.proposal_file import proposal_file
from asset_map.web.set_aside import set_aside


def routes() -> list[BaseRoute]:
    """Return the routes beside the pages; they come before Streamlit's own."""
    return [
        Route("/health", health),
        Route("/map/background.json", background),
        Route("/set-aside.csv", set_aside),
        Route("/gaps.csv", gaps_csv),
        Route("/impact-report.zip", impact_report),
        Route("/proposal.toml", proposal_file),
        Route("/leave", leave),
        Route("/accessibility", statements.accessibility),
        Route("/privacy", statements.privacy),
        *sign_in.routes(),
        *telling_routes.routes(),
        *open_referral.routes(),
        *plain_routes.routes(),
        Mount("/look", StaticFiles(directory=LOOK), name="look"),
        *browser_files.routes(),
        Route("/near", near_page),
        Route("/offer", offer_page),
        *(Route(f"/{page}", index_page) for page in PAGES),
        Route("/{word:word}", unknown_page),
    ]


def middleware() -> list[Middleware]:
    """Return what wraps every request."""
    return [
        Middleware(NoDelay),
        Middleware(OwnWebsocketsOnly),
        Middleware(SafeHeaders),
        Middleware(QuietFailures),
    ]
