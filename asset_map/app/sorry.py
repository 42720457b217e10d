"""What a page says where it failed in a way that nobody foresaw."""

import logging

from asset_map.app import parts, wording
from asset_map.domain.logged import with_frames

log = logging.getLogger(__name__)


def say_sorry(error: Exception) -> bool:
    """Show a sentence in place of a traceback; the log has where it came from."""
    log.error("A page failed: %s", with_frames(error))
    parts.draw(parts.notice(wording.SORRY_TITLE, wording.SORRY_TEXT, css="am-problem"))
    return True
