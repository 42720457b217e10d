"""The local database: a private PostgreSQL with PostGIS below a home folder.

It touches no other server on the machine: own data, own port on 127.0.0.1, own password.
What lies below the home folder:

- ``cluster.json`` (only its owner reads it): password, port, and where the data is
- ``cluster.lock``: held while the cluster is made, started or stopped
- ``postgres/data`` and ``postgres/server.log``, owned by the user that the server runs as
"""

import errno
import fcntl
import json
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from asset_map.db.programs import programs_for
from asset_map.domain.errors import DatabaseDown, DiskFull, Failure, MissingProgram

USER = "app"
DATABASE = "asset_map"
EXTENSIONS = ("postgis", "pg_trgm", "btree_gist")
START_SECONDS = 600  # A server that was killed reads its journal first; that may take minutes.
START_TRIES = 5
FIRST_PORT = 54000
PORTS = 1000

# PostgreSQL runs as an ordinary user only. Root's clusters run as the user of the distribution;
# a home that this user cannot reach keeps its data here, which survives clean-ups of /tmp.
SERVER_USER = "postgres"
ELSEWHERE = Path("/var/lib/asset-map")

SETTINGS = """
# Asset Map: one application on one machine.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''   # TCP only: a socket's path may have about 100 characters
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off                      # compiling costs more than these short queries take
timezone = 'UTC'
log_timezone = 'UTC'
"""


@dataclass(frozen=True)
class Cluster:
    """A local cluster: where it is, how to reach it, and whether it runs.

    Where the password is lost, ``url`` lets nobody in until ``up`` has set a new one.
    """

    home: Path
    data_dir: Path
    log: Path
    url: str = field(repr=False)
    running: bool
    password_lost: bool = False

    @property
    def note(self) -> str:
        """Say where the data is when it is not below the home folder, else nothing."""
        if self.data_dir.is_relative_to(self.home):
            return ""
        return f"The database is kept in {self.data_dir}: its user cannot reach {self.home}."


@dataclass(frozen=True)
class _Plan:
    """What is remembered of a cluster between two calls."""

    place: Path
    password: str
    port: int | None = None

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "server.log"


def up(home: Path) -> Cluster:
    """Return the running cluster of ``home``; make it and start it where needed."""
    home = home.resolve()
    with _plain_errors(home), _one_at_a_time(home):
        plan = _remembered(home) or _new_plan(home)
        if not plan.data.exists():
            _make(plan)
        _wait_while_changing(plan)
        if not _is_running(plan):
            plan = _start(home, plan)
        cluster = _cluster(home, plan)
        _prepare_database(cluster)
        return cluster


def down(home: Path) -> None:
    """Stop the cluster of ``home``, if there is one and it runs."""
    if not status(home):
        return
    home = home.resolve()
    with _plain_errors(home), _one_at_a_time(home):
        plan = _remembered(home) or _found(home)
        if plan and _is_running(plan):
            _stop(plan)


def status(home: Path) -> Cluster | None:
    """Return the cluster of ``home`` as it is now; None where none was made yet."""
    home = home.resolve()
    with _plain_errors(home):
        plan = _remembered(home) or _found(home)
        return _cluster(home, plan) if plan and plan.data.exists() else None


# What is remembered


def _remembered(home: Path) -> _Plan | None:
    """Return what was noted; None where nothing was, or nothing that can be read."""
    file = home / "cluster.json"
    if not file.exists():
        return None
    try:
        told = json.loads(file.read_text())
        return _Plan(
            home / told["place"], str(told["password"]), told["port"] and int(told["port"])
        )
    except (ValueError, TypeError, KeyError):  # Cut short by a power cut, or changed by hand.
        return None


def _found(home: Path) -> _Plan | None:
    """Return the data of a cluster whose notes are lost, and so its password."""
    plans = [_Plan(place, "") for place in _places(home)]
    return next((plan for plan in plans if plan.data.exists()), None)


def _remember(home: Path, plan: _Plan) -> None:
    inside = plan.place.is_relative_to(home)
    place = plan.place.relative_to(home) if inside else plan.place  # A moved home finds its data.
    kept = {"place": str(place), "password": plan.password, "port": plan.port}
    new = home / "cluster.json.new"
    new.unlink(missing_ok=True)
    new.touch(0o600)
    new.write_text(json.dumps(kept))
    owner = home.stat()
    os.chown(new, owner.st_uid, owner.st_gid)  # Root may serve a home that is another user's.
    new.replace(home / "cluster.json")


def _new_plan(home: Path) -> _Plan:
    """Choose place and password; data that is there already gets the new password."""
    found = _found(home)
    plan = _Plan(found.place if found else _place(home), secrets.token_urlsafe(24))
    if plan.data.exists():
        _set_password(plan)
    _remember(home, plan)
    return plan


def _place(home: Path) -> Path:
    """Return a folder that the server's user owns and can reach: below home where possible."""
    places = _places(home)
    for place in places:
        if _made_reachable(place):
            return place
    raise Failure(
        f"The user {SERVER_USER}, which runs the database, can reach neither {places[0]} "
        f"nor {places[1]}.",
        "Set ASSET_MAP_HOME to a folder that it can reach.",
    )


def _places(home: Path) -> tuple[Path, Path]:
    """Return where the cluster of a home may be, the better place first."""
    return home / "postgres", ELSEWHERE / sha256(os.fsencode(home)).hexdigest()[:12]


def _made_reachable(place: Path) -> bool:
    made = not place.exists()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    user = _server_user(place)
    if made and user:
        os.chown(place, user.pw_uid, user.pw_gid)
    if _run(place.parent, user, "test", "-w", place).returncode == 0:
        return True
    if made:
        place.rmdir()
    return False


# The server


def _server_user(place: Path) -> pwd.struct_passwd | None:
    """Return the user to run the server as when we are root, else None: ourselves."""
    if os.geteuid() != 0:
        return None
    owner = place.stat().st_uid if place.exists() else 0
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise MissingProgram(
            f"PostgreSQL does not run as root, and there is no user {SERVER_USER} to run it as.",
            "Run this as an ordinary user, or install your system's PostgreSQL package, "
            "which makes that user.",
        ) from None


def _make(plan: _Plan) -> None:
    """Make the data folder under another name first, so that one that is there is complete."""
    for leftover in plan.place.glob("new-*"):
        shutil.rmtree(leftover)
    new = Path(tempfile.mkdtemp(prefix="new-", dir=plan.place))
    password = new / "password"
    password.write_text(plan.password)
    if user := _server_user(plan.place):
        for path in (new, password):
            os.chown(path, user.pw_uid, user.pw_gid)
    _postgres(
        plan,
        "initdb",
        *("-D", f"{new.name}/data", "-U", USER, "--pwfile", f"{new.name}/password"),
        *("--auth", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    with (new / "data/postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)
    (new / "data").rename(plan.data)
    shutil.rmtree(new)


def _start(home: Path, plan: _Plan) -> _Plan:
    """Start the server on its port, or on another one if a stranger holds that."""
    _forget_dead_server(plan)
    for attempt in range(1, START_TRIES + 1):
        plan = replace(plan, port=_free_port(home, plan.port))
        _remember(home, plan)
        told = plan.log.stat().st_size if plan.log.exists() else 0
        try:
            _postgres(
                plan,
                "pg_ctl",
                *("start", "-w", "-t", str(START_SECONDS), "-D", "data", "-l", "server.log"),
                *("-o", f"-p {plan.port}"),
                log_from=told,
            )
        except DatabaseDown as error:
            # A port taken meanwhile; or processes of a killed server that have yet to end.
            passing = "TCP/IP sockets" in str(error) or "shared memory" in str(error)
            if attempt == START_TRIES or not passing:
                raise
            time.sleep(1)
        else:
            return plan
    raise AssertionError("the last try returns or raises")


def _stop(plan: _Plan) -> None:
    _postgres(plan, "pg_ctl", "stop", "-w", "-m", "fast", "-t", str(START_SECONDS), "-D", "data")


def _set_password(plan: _Plan) -> None:
    """Give data whose password was lost a new one, as only the owner of the files can."""
    if _is_running(plan):
        _stop(plan)
    _forget_dead_server(plan)
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(
        sql.Identifier(USER), sql.Literal(plan.password)
    )
    _postgres(
        plan, "postgres", "--single", "-D", "data", "postgres", said=statement.as_string() + "\n"
    )


def _forget_dead_server(plan: _Plan) -> None:
    """Remove the pid file of a killed server: its number may be another process's by now."""
    if not _is_running(plan):
        (plan.data / "postmaster.pid").unlink(missing_ok=True)


def _wait_while_changing(plan: _Plan) -> None:
    """Wait until a server that someone else starts or stops is ready, or gone."""
    deadline = time.monotonic() + START_SECONDS
    while _is_running(plan) and "ready" not in "".join(_pid_lines(plan)[7:]):
        if time.monotonic() > deadline:
            raise DatabaseDown(
                f"The local database has been starting or stopping for {START_SECONDS} seconds.",
                f"Its log is {plan.log}.",
            )
        time.sleep(0.1)


def _is_running(plan: _Plan) -> bool:
    lines = _pid_lines(plan)
    return bool(lines) and _works_in(plan, int(lines[0]))


def _running_port(plan: _Plan) -> int | None:
    """Return the port that the running server itself noted, fourth line of its pid file."""
    lines = _pid_lines(plan)
    return int(lines[3]) if len(lines) > 3 else plan.port


def _pid_lines(plan: _Plan) -> list[str]:
    file = plan.data / "postmaster.pid"
    return file.read_text().split("\n") if file.exists() else []


def _works_in(plan: _Plan, pid: int) -> bool:
    """Tell whether this process is the server of this data, not one that got its number later."""
    user = _server_user(plan.place)
    if Path("/proc/self").exists():
        # Asked as the server's user: in a container root may not look at others' processes.
        return _run(plan.place, user, "test", f"/proc/{pid}/cwd", "-ef", "data").returncode == 0
    name = _run(plan.place, user, "ps", "-o", "comm=", "-p", str(pid)).stdout.strip()
    return Path(name).name == "postgres"


def _free_port(home: Path, wanted: int | None) -> int:
    """Return the wanted port if it is free, else another; each home starts looking elsewhere."""
    start = int(sha256(os.fsencode(home)).hexdigest(), 16)
    others = (FIRST_PORT + (start + i) % PORTS for i in range(PORTS))
    for port in (wanted, *others):
        if port and _is_free(port):
            return port
    raise Failure(
        f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is free for the database.",
        "Stop a program that listens there, and try again.",
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # As PostgreSQL does.
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def _cluster(home: Path, plan: _Plan) -> Cluster:
    running = _is_running(plan)
    port = _running_port(plan) if running else plan.port
    return Cluster(
        home=home,
        data_dir=plan.data,
        log=plan.log,
        url=f"postgresql+psycopg://{USER}:{plan.password}@127.0.0.1:{port}/{DATABASE}",
        running=running,
        password_lost=not plan.password,
    )


# The database


def _prepare_database(cluster: Cluster) -> None:
    """Make the database and its extensions where they are missing."""
    url = cluster.url.replace("+psycopg", "")
    try:
        _make_database(url)
        with psycopg.connect(url) as connection:
            for name in EXTENSIONS:
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
                )
    except psycopg.errors.DiskFull as error:
        raise _disk_full(cluster.home) from error
    except psycopg.Error as error:
        raise DatabaseDown(
            f"The local database does not work: {str(error).strip()}",
            f"Its log is {cluster.log}.",
        ) from error


def _make_database(url: str) -> None:
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not there.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


# Running programs, and saying plainly what went wrong


def _postgres(
    plan: _Plan, name: str, *arguments: Path | str, said: str = "", log_from: int | None = None
) -> None:
    """Run one of PostgreSQL's programs in the cluster's place, as the user it belongs to.

    Paths are given relative to that place where the program passes them to a shell.
    """
    program = programs_for(plan.data).folder / name
    done = _run(plan.place, _server_user(plan.place), program, *arguments, said=said)
    if done.returncode == 0:
        return
    told = done.stdout + done.stderr
    if log_from is not None and plan.log.exists():
        told += plan.log.read_bytes()[log_from:].decode(errors="replace")
    if os.strerror(errno.ENOSPC) in told:
        raise _disk_full(plan.place)
    raise DatabaseDown(
        f"The local database did not do what was asked ({name}): {_reason(told)}",
        f"Its log is {plan.log}.",
    )


def _reason(told: str) -> str:
    """Return the lines that name an error, or else the last line."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    named = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    return " ".join(named or lines[-1:]) or "it said nothing."


def _run(
    folder: Path, user: pwd.struct_passwd | None, *command: Path | str, said: str = ""
) -> subprocess.CompletedProcess[str]:
    # PG... variables of the caller would change what runs; C keeps messages in English.
    env = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C"}
    return subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env=env,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """Let one process at a time change the cluster; others wait."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "cluster.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _plain_errors(home: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise Failure(
            f"The local database below {home} belongs to another user: {error}.",
            "Run this as that user, or set ASSET_MAP_HOME to a folder of your own.",
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _disk_full(home) from error
        raise Failure(f"The local database below {home} cannot be used: {error}.") from error


def _disk_full(place: Path) -> DiskFull:
    return DiskFull(
        f"There is no room left on the disk that holds {place}.",
        "Free some space, or set ASSET_MAP_HOME to a folder on another disk.",
    )
