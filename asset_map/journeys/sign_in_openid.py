"""Council staff: sign in with the council's own sign-in, by OpenID Connect."""

from asset_map.db import people, session
from asset_map.domain.addresses import email_address
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.domain.tokens import derived, hashed, new_token, same
from asset_map.journeys.acting import asks
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.outward import openid
from asset_map.settings import get_settings

_BACK = "/sign-in/openid/back"
_AGAIN = "Begin again on the page to sign in."


@asks(Action.SIGN_IN)
def has_openid() -> bool:
    """Tell whether a provider is set."""
    return get_settings().oidc_issuer is not None


@asks(Action.SIGN_IN)
def begin_openid(secret: str) -> str:
    """Return the provider's address to go to. ``secret`` is this browser's own, for one sign-in."""
    return openid.way_there(_once(secret))


@asks(Action.SIGN_IN)
def end_openid(secret: str | None, state: str, code: str) -> str:
    """Begin a session for whoever came back from the provider; return its token.

    Raises BadInput where this browser did not begin it, the provider has not checked the address,
    or nobody with that address was added to the map.
    """
    if not secret or not code or not same(_once(secret).state, state):
        raise BadInput("This sign-in was not begun in this browser, or is over.", _AGAIN)
    claims = openid.who_came_back(code, _once(secret))
    if claims.get("email_verified") is not True:
        raise BadInput(
            "Your sign-in provider has not said that your e-mail address is checked.",
            "Ask those who run it, or have a link sent to you.",
        )
    return _session_of(str(claims.get("email", "")))


def _session_of(email: str) -> str:
    with session.transaction() as connection:
        account = people.account_of(connection, email_address(email))
        if account is None:
            raise BadInput(
                "Nobody with your e-mail address has been added to this map.",
                "Ask an administrator of the map to add you.",
            )
        fresh = new_token()
        people.begin_session(connection, hashed(fresh), account.id, "openid", SESSION_LIVES)
    return fresh


def _once(secret: str) -> openid.Once:
    return openid.Once(
        state=derived(secret, "state"),
        nonce=derived(secret, "nonce"),
        verifier=derived(secret, "verifier"),
        back=get_settings().reached_at + _BACK,
    )
