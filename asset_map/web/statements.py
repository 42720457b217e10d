"""The accessibility statement, and what is kept of a visit, by their addresses."""

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import statement_wording as words
from asset_map.app import statements
from asset_map.web import public_page
from asset_map.web.remembered import Made


async def accessibility(request: Request) -> Response:
    """Answer with the accessibility statement."""
    return await public_page.pages.answer(request, "accessibility", _accessibility)


async def privacy(request: Request) -> Response:
    """Answer with what is kept of a visit."""
    return await public_page.pages.answer(request, "privacy", _privacy)


def _accessibility() -> Made:
    return public_page.page(
        words.ACCESSIBILITY, statements.accessibility(), lead=words.ACCESSIBILITY_LEAD
    )


def _privacy() -> Made:
    return public_page.page(words.PRIVACY, statements.privacy(), lead=words.PRIVACY_LEAD)
