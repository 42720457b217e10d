"""Every setting of the product, read from the environment (prefix ``ASSET_MAP_``)."""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from asset_map.domain.errors import BadInput
from asset_map.domain.places import is_area_code

CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings, typed, with their defaults."""

    model_config = SettingsConfigDict(env_prefix="ASSET_MAP_", env_ignore_empty=True)

    home: Path = Field(
        default=CHECKOUT / ".asset-map",
        description="Folder that holds the local database and caches.",
    )
    database_url: str | None = Field(
        default=None,
        description="A PostGIS server to use instead of the local one, "
        "as postgresql://user:password@host:port/database.",
    )
    authority: str = Field(
        default="E08000027",
        description="Code of the council area that the map is for.",
    )
    extent: str | None = Field(
        default=None,
        description="What loads keep: nothing set, the authority and 5 km around it; "
        "a list of authority codes; or GB.",
    )
    sample_data: Path = Field(
        default=CHECKOUT.parent / "shared" / "data",
        description="Where tests find real published files.",
    )
    address: str = Field(
        default="127.0.0.1",
        description="Address that the app listens on.",
    )
    port: int = Field(default=8501, ge=1, le=65535, description="Port that the app listens on.")
    public_url: str | None = Field(
        default=None,
        description="Where people reach the app, as https://map.example.org: links in mails begin "
        "so, and requests that change anything must come from there.",
    )
    leave_to: str = Field(
        default="https://www.bbc.co.uk/weather",
        description="Where the link Leave this page leads to: a page that says nothing of anybody.",
    )
    contact: str | None = Field(
        default=None,
        description="Whom to ask about the map: a mail address, or a web address with https.",
    )
    mail_host: str | None = Field(
        default=None,
        description="Mail server that sends links to sign in. Nothing set: they are written to "
        "the folder outbox in ASSET_MAP_HOME.",
    )
    mail_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    mail_user: str | None = Field(default=None, description="User of the mail server.")
    mail_password: SecretStr | None = Field(
        default=None, description="Password of the mail server."
    )
    mail_from: str = Field(
        default="asset-map@localhost", description="Address that mails come from."
    )
    mail_starttls: bool = Field(
        default=True, description="Whether mails go to the server encrypted (STARTTLS)."
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="OpenID Connect provider that staff sign in with, as https://login.example.org.",
    )
    oidc_client_id: str = Field(default="", description="What that provider knows the app by.")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="The app's secret with that provider."
    )
    walking_kmh: float = Field(
        default=4.8,
        ge=2,
        le=7,
        description="Walking speed, km/h: what a standard in minutes comes to in metres.",
    )
    max_file_mb: int = Field(
        default=1000,
        gt=0,
        description="Largest file that a load reads, in megabytes, counted after unpacking.",
    )

    @field_validator("authority")
    @classmethod
    def _is_a_code(cls, text: str) -> str:
        return _code(text)

    @field_validator("extent")
    @classmethod
    def _is_gb_or_codes(cls, text: str | None) -> str | None:
        if text is None or text.strip().upper() == "GB":
            return text
        return ",".join(_code(part) for part in text.split(","))

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _is_web_address(cls, text: str | None) -> str | None:
        if text is None:
            return None
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise ValueError("no address")
        return text.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _has_no_path(cls, text: str | None) -> str | None:
        if text is not None and urlsplit(text).path:
            raise ValueError("a path")
        return text

    @field_validator("leave_to")
    @classmethod
    def _is_encrypted(cls, text: str) -> str:
        if not _is_https(text):
            raise ValueError("no https")
        return text.strip()

    @field_validator("contact")
    @classmethod
    def _is_mail_or_web_address(cls, text: str | None) -> str | None:
        if (
            text is None
            or _is_https(text)
            or re.fullmatch(r"[^@\s:/<>]+@[^@\s:/<>]+", text.strip())
        ):
            return text and text.strip()
        raise ValueError("neither mail nor web")

    @property
    def reached_at(self) -> str:
        """Where people reach the app, without a slash at the end."""
        return self.public_url or f"http://127.0.0.1:{self.port}"


ALLOWED = {
    "public_url": "an address without a path, such as https://map.example.org",
    "oidc_issuer": "the address of the provider, such as https://login.example.org",
    "leave_to": "the address of a page that begins with https://",
    "contact": "a mail address such as map@example.org, or a web address with https://",
    "mail_port": "a whole number from 1 to 65535",
    "mail_starttls": "true or false",
    "authority": "the code of one council area, such as E08000027",
    "extent": "codes of council areas parted by commas, such as E08000027,E08000028; or GB",
    "port": "a whole number from 1 to 65535",
    "walking_kmh": "a speed from 2 to 7 km/h",
    "max_file_mb": "a whole number of megabytes, 1 or more",
}
"""What a setting may be, for those that not every text is right for."""


@lru_cache
def get_settings() -> Settings:
    """Return the settings of this process, read once. Raises BadInput for a wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        raise BadInput(
            f"ASSET_MAP_{name.upper()} is {wrong['input']!r}, which it cannot be.",
            f"Set it to {ALLOWED[name]}.",
        ) from error


def _is_https(text: str) -> bool:
    parts = urlsplit(text.strip())
    return parts.scheme == "https" and bool(parts.hostname) and text.strip().isprintable()


def _code(text: str) -> str:
    code = text.strip().upper()
    if not is_area_code(code):
        raise ValueError("no code of an area")
    return code
