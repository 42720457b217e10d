"""The words of letters. None repeats what was sent in: a mail may be read by others."""

from datetime import timedelta

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

ASKED = "asked"
ANSWER = "answer"
"""What the link in that letter is for."""
ANSWER_LIVES = timedelta(days=14)
ASKED_SUBJECT = "A question about what you sent to Asset Map"
ASKED_TEXT = """\
Thank you for what you sent. A steward of the map would like to know, before it goes on:

{words}

Open this link within {days} days to answer. There you can also change what you sent, or take it
back:

{link}

If you did not send anything, do nothing.
"""

ACCEPTED = "accepted"
ACCEPTED_SUBJECT = "What you sent to Asset Map is taken in"
ACCEPTED_TEXT = """\
Thank you: a steward looked at what you sent, and took it in.
{see}
Tell us when something changes: whoever keeps it right helps everybody who looks for it.
"""
ACCEPTED_SEE = "\nYou can see it here:\n\n{link}\n"

DECLINED = "declined"
DECLINED_SUBJECT = "What you sent to Asset Map was not taken in"
DECLINED_TEXT = """\
Thank you for what you sent. A steward of the map looked at it, and did not take it in. The reason:

{words}

You may send it in again if this can be put right.{forgotten}
"""
DECLINED_FORGOTTEN = " Your e-mail address is deleted within {days} days."
