"""How quick the pages are with 5,000 assets: the map, plain pages, and the memory of open sessions.

The app runs as people run it, in one process; a browser without a screen looks at it from the same
two cores, so what a person sees on a machine of their own is quicker than this.
"""

import csv
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from _scratch import scratch_database
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from asset_map.domain.people import OPERATOR
from asset_map.domain.places import AreaKind
from asset_map.journeys.acting import acting
from asset_map.journeys.describe_area import describe_area, list_areas
from asset_map.journeys.load_demo import load_demo
from asset_map.journeys.warm_up import warm_up
from asset_map.settings import CHECKOUT, get_settings
from etl.load import Wish, run
from etl.sources import ALL

ASSETS = 5_000
SESSIONS = 50
TRIES = 5
ASKING = 8
"""Connections that ask for plain pages at the same time."""
SECONDS = 5
COUNCIL = "E08000027"
WORDS = ("Lantern", "Copper", "Marl", "Ember", "Hazel", "Quarry", "Castle", "Canal", "Priory")
NEEDS = ("food", "company", "learning", "culture", "getting_active", "place_to_meet")
FOLDER = CHECKOUT / "data/demo"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def main() -> None:
    """Print each figure beside its goal."""
    with acting(lambda: OPERATOR), scratch_database():
        load_demo()
        load_places()
        warm_up()  # What the very first start of the app compiles is found by the next.
        ids = [str(hit.asset.id) for hit in describe_area(COUNCIL).hits]
        print(f"Dudley with {len(ids):,} assets, {os.cpu_count()} cores.")
        with served() as (address, process):
            plain_pages(address, ids, process)
            ward_pages(address)
            with sync_playwright() as tool:
                browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
                the_map(browser, address)
                sessions(browser, address, process)
                browser.close()


def load_places() -> None:
    """Load services beside postcodes of the borough, by the way that own lists take."""
    chance = random.Random(1)  # noqa: S311 - places by chance, the same each time
    with (FOLDER / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        postcodes = [row[0] for row in csv.reader(file)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "services.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["ref", "name", "description", "needs", "postcode"])
            for number in range(ASSETS):
                name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} meeting {number} (invented)"
                need, postcode = chance.choice(NEEDS), chance.choice(postcodes)
                out.writerow([number, name, "Made up.", need, postcode])
        settings = get_settings()
        run(
            Wish(
                source=ALL["own-list"],
                files=[path],
                authority=settings.authority,
                limit_bytes=settings.max_file_mb * 1_000_000,
            )
        )


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Serve the app; yield its address and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with TemporaryDirectory() as home:
        running = subprocess.Popen(  # noqa: S603
            [*command, f"--server.port={port}", "--server.address=127.0.0.1"],
            env=os.environ | {"ASSET_MAP_PORT": str(port), "ASSET_MAP_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address)
            yield address, running.pid
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(30)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("The app did not start within a minute.")


def plain_pages(address: str, ids: list[str], process: int) -> None:
    """Ask for plain pages from several connections: all different ones, then a few over again.

    What the app and this program take of the cores is told beside; the rest is the database's.
    """
    print("\nPlain pages, requests a second (goal: 200 or more)")
    for name, some in (("each another one", ids), ("twenty, again and again", ids[:20])):
        before = _busy_seconds(process), time.process_time()
        count, slowest = asked([f"{address}/asset/{one}" for one in some])
        app, asking = _busy_seconds(process) - before[0], time.process_time() - before[1]
        print(
            f"  {name:26} {count / SECONDS:8.0f}   slowest 5% {slowest * 1e3:6.0f} ms   busy for "
            f"each: app {app / count * 1e3:.1f} ms, asking {asking / count * 1e3:.1f} ms"
        )


def ward_pages(address: str) -> None:
    """Ask for the plain page of every ward once, one after another, then again."""
    wards = [area.code for area in list_areas() if area.kind is AreaKind.WARD]
    with httpx.Client() as client:
        for name in ("made", "remembered"):
            waits = []
            for code in wards:
                began = time.perf_counter()
                client.get(f"{address}/area/{code}").raise_for_status()
                waits.append(time.perf_counter() - began)
            most, half = max(waits) * 1e3, statistics.median(waits) * 1e3
            print(
                f"  {len(wards)} wards, {name:15} {half:8.0f} ms in the middle, {most:.0f} at most"
            )


def _busy_seconds(process: int) -> float:
    """Return for how long a process has kept a core busy."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asked(addresses: list[str]) -> tuple[int, float]:
    """Ask for addresses in turn for some seconds; return how many came, and the 95th percentile."""
    until = time.monotonic() + SECONDS
    turns = iter(addresses * 1_000)
    lock, waits = threading.Lock(), []

    def ask() -> None:
        with httpx.Client() as client:
            while time.monotonic() < until:
                with lock:
                    one = next(turns)
                began = time.perf_counter()
                client.get(one).raise_for_status()
                waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=ask) for _ in range(ASKING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(waits), statistics.quantiles(waits, n=20)[-1]


def the_map(browser: Browser, address: str) -> None:
    """Open the page of the whole council area, then choose a need."""
    first, changed, carried = [], [], []
    for _ in range(TRIES):
        page = browser.new_page(viewport={"width": 1280, "height": 1800})
        sent: list[bytes] = []
        page.on("websocket", lambda to, sent=sent: to.on("framereceived", _keep(sent)))
        began = time.perf_counter()
        page.goto(f"{address}/area?code={COUNCIL}")
        drawn = _map_of(page)
        drawn.wait_for_selector(".am-cluster, .am-pin")
        first.append(time.perf_counter() - began)
        carried.append(list(sent))  # What the changed filter brings is not of it.
        changed.append(_choose_a_need(page, drawn))
        page.close()
    print(f"\nThe map with {ASSETS:,} assets, in the middle of {TRIES} tries")
    print(f"  first view        {statistics.median(first):6.2f} s   (goal: under 3)")
    print(f"  a changed filter  {statistics.median(changed):6.2f} s   (goal: under 0.5)")
    whole = sum(map(len, carried[0])) / 1024
    room = _compressed(carried[0]) / 1024
    print(
        f"  all that the page was sent, map and list: {room:,.0f} KB on the line, {whole:,.0f} KB "
        "unpacked (goal: map data under 400)"
    )


def _keep(sent: list[bytes]) -> Callable[[bytes | str], None]:
    return lambda frame: sent.append(frame.encode() if isinstance(frame, str) else frame)


def _compressed(frames: list[bytes]) -> int:
    """Return the bytes that frames take on the line, compressed as the server does."""
    packer = zlib.compressobj(wbits=-12, memLevel=5)
    return sum(len(packer.compress(one) + packer.flush(zlib.Z_SYNC_FLUSH)) for one in frames)


def _map_of(page: Page) -> Frame:
    handle = page.wait_for_selector("iframe[src*='st_folium'], iframe[title^='Map']")
    return handle.content_frame()


def _choose_a_need(page: Page, drawn: Frame) -> float:
    before = _shown(drawn)
    page.get_by_role("combobox", name="What for?").click()
    page.get_by_role("option").filter(has_text="Food").first.wait_for()
    began = time.perf_counter()
    page.get_by_role("option").filter(has_text="Food").first.click()
    while _shown(drawn) == before and time.perf_counter() - began < 10:
        time.sleep(0.01)
    return time.perf_counter() - began


def _shown(drawn: Frame) -> list[str]:
    return drawn.locator(".am-cluster").all_text_contents()


def sessions(browser: Browser, address: str, process: int) -> None:
    """Open many pages at once, and see what the process holds."""
    before = _memory_mb(process)
    pages = []
    for _ in range(SESSIONS):
        page = browser.new_page()
        page.goto(f"{address}/near?place=DY1+3SB")
        page.wait_for_selector(".am-card")
        pages.append(page)
    held = _memory_mb(process)
    print(
        f"\n{SESSIONS} open sessions: {held:,.0f} MB in all (goal: under 600), "
        f"{before:,.0f} MB before them"
    )
    for page in pages:
        page.close()


def _memory_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
