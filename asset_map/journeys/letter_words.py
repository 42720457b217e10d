"""The words of letters. None repeats what was sent in: a mail may be read by others."""

from asset_map.domain.contributions import HELD_FOR

CONFIRM = "confirm"
CONFIRM_LIVES = HELD_FOR
CONFIRM_SUBJECT = "Please confirm what you sent to Asset Map"
CONFIRM_TEXT = """\
Thank you. Somebody, we hope you, sent something in to Asset Map with this address.

Open this link within {days} days and press the button there. Then a steward looks at it:

{link}

If it was not you, do nothing: without the link nobody will see it, and it is deleted.
"""
