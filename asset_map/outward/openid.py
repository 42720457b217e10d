"""Asks a sign-in provider who somebody is: OpenID Connect, code flow with PKCE, state and nonce."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from asset_map.domain.errors import BadInput, Failure
from asset_map.settings import get_settings

WAITS_SECONDS = 10
CLOCKS_DIFFER_SECONDS = 60
SIGNED_WITH = ["RS256", "PS256", "ES256"]
"""What a provider signs with; never a secret that both sides know, never nothing."""

_HERE = ("127.0.0.1", "::1", "localhost")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Once:
    """What belongs to one sign-in: what comes back has to fit it."""

    state: str
    nonce: str
    verifier: str
    back: str


def way_there(once: Once) -> str:
    """Return the provider's address that asks who somebody is."""
    with _client(once) as client:
        address, _ = client.create_authorization_url(
            _provider()["authorization_endpoint"],
            state=once.state,
            nonce=once.nonce,
            code_verifier=once.verifier,
        )
    return str(address)


def who_came_back(code: str, once: Once) -> dict[str, Any]:
    """Return what the provider says of whoever came back with a code, once that is checked.

    Raises BadInput where it does not fit this sign-in, Failure where the provider does not answer.
    """
    provider = _provider()
    try:
        with _client(once) as client:
            token = client.fetch_token(
                provider["token_endpoint"], code=code, code_verifier=once.verifier
            )
            said = _checked(token, provider, once.nonce)
            if "email" not in said and "userinfo_endpoint" in provider:
                more = client.get(provider["userinfo_endpoint"]).raise_for_status().json()
                said |= more if more.get("sub") == said["sub"] else {}
    except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
        raise BadInput(
            "What your sign-in provider sent does not fit this sign-in.",
            "Begin again on the page to sign in.",
        ) from error
    except httpx.HTTPError as error:
        raise _silent() from error
    return said


def _checked(token: dict[str, Any], provider: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token: signed by the provider, for us, for this sign-in, now."""
    settings = get_settings()
    keys = KeySet.import_key_set(_fetched(provider["jwks_uri"]))
    told = jwt.decode(token["id_token"], keys, algorithms=SIGNED_WITH)
    claims = CodeIDToken(
        told.claims,
        told.header,
        {
            "iss": {"essential": True, "value": provider["issuer"]},
            "aud": {"essential": True, "value": settings.oidc_client_id},
            "nonce": {"essential": True, "value": nonce},
        },
        {
            "nonce": nonce,
            "client_id": settings.oidc_client_id,
            "access_token": token["access_token"],
        },
    )
    claims.validate(leeway=CLOCKS_DIFFER_SECONDS)
    return dict(claims)


def _client(once: Once) -> OAuth2Client:
    settings = get_settings()
    secret = settings.oidc_client_secret
    return OAuth2Client(
        settings.oidc_client_id,
        secret.get_secret_value() if secret else None,
        scope="openid email",
        redirect_uri=once.back,
        code_challenge_method="S256",
        timeout=WAITS_SECONDS,
    )


def _provider() -> dict[str, Any]:
    """Return what the provider says of itself. It has to be the one that is set, over TLS."""
    issuer = get_settings().oidc_issuer
    if issuer is None:
        raise BadInput("No sign-in provider is set.", "Have a link sent to you.")
    said = _fetched(f"{issuer}/.well-known/openid-configuration")
    endpoints = [str(said.get(name, "")) for name in _ENDPOINTS]
    if str(said.get("issuer", "")).rstrip("/") != issuer or not all(map(_is_safe, endpoints)):
        raise Failure(
            "The sign-in provider is not the one that is set, or does not use TLS.",
            "Check ASSET_MAP_OIDC_ISSUER.",
        )
    return said


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=WAITS_SECONDS).raise_for_status()
        said: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise _silent() from error
    return said


def _silent() -> Failure:
    return Failure(
        "The sign-in provider does not answer.", "Try again, or have a link sent to you."
    )


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
