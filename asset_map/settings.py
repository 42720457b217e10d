"""Every setting of the product, read from the environment (prefix ``ASSET_MAP_``)."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
        description="Address that the app listens on. Staff pages open on loopback only.",
    )
    port: int = Field(default=8501, description="Port that the app listens on.")
    max_file_mb: int = Field(
        default=1000,
        description="Largest file that a load reads, in megabytes, counted after unpacking.",
    )


@lru_cache
def get_settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()
