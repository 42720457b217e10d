"""The words of letters. None repeats what was sent in, but for words that everybody reads anyway: a
mail may be read by others."""

from datetime import timedelta

from asset_map.domain.contributions import HELD_FOR
from asset_map.domain.errors import BadInput


def too_old(lives: timedelta, next_step: str) -> BadInput:
    """Return what whoever opens a link is told that is altered, or older than it may be."""
    return BadInput(
        f"This link does not work any more: each works for {lives.days} days.", next_step
    )


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
ACCEPTED_WORDS = """
It is not shown just as you wrote it: names of people and private contacts stay out, and a steward
may shorten. Everybody reads it like this:

{words}
"""
ACCEPTED_KEEP = """
You keep it from now on. Sign in with this address, by a link in a mail and without a password, to
change it or to say that it is still right:

{link}
"""

WITHDRAW = "withdraw"
"""What the link is for by which skills are taken back."""
WITHDRAW_LIVES = timedelta(days=365)
ACCEPTED_WITHDRAW = """
To take it back at any time within {days} days, open this link. It is gone from the map at once:

{link}
"""

DECLINED = "declined"
DECLINED_SUBJECT = "What you sent to Asset Map was not taken in"
DECLINED_TEXT = """\
Thank you for what you sent. A steward of the map looked at it, and did not take it in. The reason:

{words}

You may send it in again if this can be put right.{forgotten}
"""
DECLINED_FORGOTTEN = " Your e-mail address is deleted within {days} days."

MENDED = "words mended"
MENDED_SUBJECT = "What you said on Asset Map reads otherwise now"
MENDED_TEXT = """\
A steward of the map changed the words of something that you sent, which everybody can read. It
reads like this now:

{words}

You can see it here:

{link}
"""

TAKEN_DOWN = "taken down"
TAKEN_DOWN_SUBJECT = "What you said on Asset Map is taken down"
TAKEN_DOWN_TEXT = """\
Something that you sent, and that everybody could read, was taken down by a steward of the map. The
reason:

{words}

You may send it in again if this can be put right.{forgotten}
"""

CLAIM = "claim"
CLAIM_LIVES = timedelta(days=7)
CLAIM_SUBJECT = "May somebody keep your entry on Asset Map right?"
CLAIM_TEXT = """\
Your address is on Asset Map as the contact of a group, a place or a service. Somebody says that
they belong to it, and asks to keep its entry right.

Open this link within {days} days. There you see which entry it is and what they say of themselves,
and agree or not:

{link}

If you know nothing of it, say so there, or do nothing: then nothing changes.
"""

CLAIMED = "claimed"
CLAIMED_SUBJECT = "You keep your entry on Asset Map now"
CLAIMED_TEXT = """\
Thank you. From now on you keep the entry that you asked for. Hours, cost and whom it is for change
at once when you say so; all else a steward looks at first.

Sign in with this address, by a link in a mail and without a password, and you find it here:

{link}
"""

KEEPING_ENDED = "keeping ended"
KEEPING_ENDED_SUBJECT = "You keep an entry on Asset Map no more"
KEEPING_ENDED_TEXT = """\
A steward of the map ended that you keep an entry there. What you said of it stays. If that is a
mistake, say on its page that it is yours, and tell them why:

{link}
"""

CLAIM_REFUSED = "claim refused"
CLAIM_REFUSED_SUBJECT = "You do not keep the entry on Asset Map"
CLAIM_REFUSED_TEXT = """\
You asked to keep an entry on Asset Map. Whoever reads the mailbox that is on record for it did not
agree. Ask them, or tell the stewards of the map by the entry's own page.
"""

REMIND = "remind"
STILL_RIGHT, ALL_RIGHT = "still_right", "all_right"
STILL_RIGHT_LIVES = timedelta(days=30)
STILL_RIGHT_ENDED = (
    f"This link does not work any more: each works for {STILL_RIGHT_LIVES.days} days, or until the "
    "next letter.",
    "Use the link in the newest letter, or sign in and say so on the page of what you keep.",
)
"""What is said, and the next step, of such a link that is altered, ended, or of nobody any more."""
STOP_REMINDERS = "stop_reminders"
STOP_LIVES = timedelta(days=365)
REMIND_SUBJECT = "Is your entry on Asset Map still right?"
REMIND_TEXT = """\
You keep what follows on Asset Map. People who look for help rely on it, and nobody has looked at it
for a while. Is it still right?

{entries}

{all}The links to say so work for {days} days, without signing in. What nobody looks at is shown
lower after a while, and marked.

To keep an entry no more, sign in and say so on this page:

{own}

To be reminded no more, open this link and press the button there. Other letters still come, such as
those about what you send in:

{stop}
"""
REMIND_ENTRY = """\
{name}
  Still right: {link}
  Something changed: {change}"""
REMIND_ALL = """\
All {count} are still right: {link}

"""
REMIND_WITHDRAW = """
  Nobody offers it any more, take it back: {link}"""

LINK = "link"
LINK_LIVES = timedelta(days=30)
LINK_SUBJECT = "Is it right what somebody says about your entry on Asset Map?"
LINK_TEXT = """\
You keep an entry on Asset Map. Somebody says how it hangs together with another one, such as that
they meet there, or work together. Until you say so too, it is shown as said by one side only.

Open this link within {days} days, see what they say, and press whether it is right. You need not
sign in:

{link}
"""

LINK_DENIED = "link denied"
LINK_DENIED_SUBJECT = "A link on Asset Map was taken back"
LINK_DENIED_TEXT = """\
Somebody had said how two entries on Asset Map hang together. One of the two says that it is not
right, so it was taken off the map. If you keep one of them, talk to the other before you say it
again: the stewards of the map look at it then.
"""
