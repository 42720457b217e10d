"""The words of signing in."""

SKIP = "Skip to the content"
SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGNED_IN_AS = "Signed in as {role}"
LEAD = (
    "For members, stewards, officers and administrators who were added to this map. "
    "Everybody else can use it without."
)
EMAIL = "Your e-mail address"
EMAIL_HINT = "We send you a link that signs you in. There is no password."
SEND = "Send me a link"
OPENID = "Sign in with your council account"
SENT = "Look at your mail"
SENT_TEXT = (
    "If somebody with that address was added to this map, a link is on its way. It works once, for "
    "{minutes} minutes. If none comes, look among unwanted mail, or ask an administrator."
)
TAKE = "Sign in to Asset Map"
TAKE_TEXT = "Press the button to sign in on this device, for {hours} hours. The link works once."
TAKE_GO = "Sign in now"
NOT_DONE = "That did not work"
AGAIN = "To the page to sign in"
SIGNED_OUT = "You are signed out"
SIGNED_OUT_TEXT = "On this device, and wherever else this session was open."
TO_THE_MAP = "To the map"

FIRST = "Sign in as {role} to {action}."
FIRST_TITLE = "For people who signed in"
NOT_OPEN = "This page is not open to you"
OTHER_ROLE = "You are signed in as {own}. To {action} you have to be {role}."
OTHER_ROLE_NEXT = "An administrator of the map can change that."
