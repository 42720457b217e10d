"""Starts the app's server in place of this process."""

import os
import socket
import sys

from asset_map.domain.errors import Failure
from asset_map.settings import CHECKOUT, get_settings


def serve_app(address: str | None = None, port: int | None = None) -> None:
    """Print the address of the app and serve it until somebody stops it."""
    settings = get_settings()
    address, port = address or settings.address, port or settings.port
    _refuse_taken(address, port)
    print(f"Asset Map is at http://{address}:{port}", flush=True)  # noqa: T201
    os.environ["ASSET_MAP_PORT"] = str(port)  # Links in mails lead there.
    os.chdir(CHECKOUT)  # Streamlit reads its settings from the folder it is started in.
    os.execv(  # noqa: S606
        sys.executable,
        [
            *(sys.executable, "-m", "streamlit", "run", "streamlit_app.py"),
            *(f"--server.address={address}", f"--server.port={port}", "--server.headless=true"),
        ],
    )


def _refuse_taken(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Failure(
                f"The app cannot listen on {address}, port {port}: {error.strerror}.",
                "Choose another port: asset-map serve --port 8502",
            ) from error
