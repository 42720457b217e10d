"""What a page says where it failed in a way that nobody foresaw."""

import logging

from asset_map.app import parts, wording

log = logging.getLogger(__name__)


def say_sorry(error: Exception) -> bool:
    """Show a sentence in place of a traceback; the log has the rest."""
    log.error("A page failed", exc_info=error)
    parts.draw(parts.notice(wording.SORRY_TITLE, wording.SORRY_TEXT, css="am-problem"))
    return True
