"""The words of the page on which somebody has themselves erased."""

LINK = "Erase what is kept of me"
TITLE = "Erase what is kept of you"
SIGN_IN = "Sign in first: so the map knows that it is you who asks."
TEXT = "This cannot be undone. Nobody is asked, and it happens at once."
GOES = "What goes"
GOING = (
    "your account, and that you keep anything: you are signed out everywhere",
    "your address, wherever you sent something from",
    "what you sent in that was never taken in",
    "questions, answers and reasons that were written to you or by you",
)
STAYS = "What stays"
STAYING = (
    "what is on the map: groups, places and times, without you",
    "that somebody did something, and when, without who it was",
    "backups that were made before, until they are replaced",
)
EMAIL = "Your e-mail address, once more"
GO = "Erase it now"
NOT = "No: back to what you keep"
DONE = "It is erased"
DONE_TEXT = "The map does not know you any more. You may come again at any time, as somebody new."
STILL_PUBLIC = (
    "{source} publishes your address as the contact of {name}: ask them to change it, or it "
    "stays on the map."
)
