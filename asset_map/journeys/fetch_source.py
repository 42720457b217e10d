"""An operator: fetching the newest file of a source from its address."""

from collections.abc import Callable

from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings
from etl.fetching.fetch import Copy, fetch
from etl.sources import ALL


@asks(Action.LOAD_DATA)
def fetch_source(
    source_id: str,
    address: str | None = None,
    *,
    progress: Callable[[int, int | None], None] | None = None,
) -> Copy:
    """Fetch the file of a source, from its own address or another one; keep it in the cache.

    ``progress`` is told how many bytes are there so far, and of how many where that is known.
    """
    if source_id not in ALL:
        raise NotFound(f"No source is called {source_id!r}.", f"The sources are: {', '.join(ALL)}.")
    address = address or ALL[source_id].address
    if not address:
        raise BadInput(
            f"The source {source_id} has no address to fetch from.",
            "Give one with --address URL, or load a file with --file.",
        )
    settings = get_settings()
    return fetch(
        address,
        settings.home / "cache" / source_id,
        limit_bytes=settings.max_file_mb * 1_000_000,
        progress=progress or (lambda _done, _all: None),
    )
