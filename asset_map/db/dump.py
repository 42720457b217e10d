"""Saves the database to a file and brings it back, with PostgreSQL's own programs."""

import os
import re
import subprocess
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url

from asset_map.db.programs import INSTALL, Programs, find_programs
from asset_map.db.session import options
from asset_map.domain.errors import AssetMapError, BadInput, DiskFull, Failure, MissingProgram

OURS = re.compile(r" TABLE \S+ alembic_version ")
"""In the list of what a file holds, the line that only a backup of this product has."""

NOT_SAVED = ("session", "sign_in_link", "letter_link")
"""Tables whose rows stay out: a restore must not open again what was signed out, or used, since."""

A_BACKUP = "a file that db backup made"


def save(url: str, file: Path, programs: Programs | None = None) -> int:
    """Write the whole database to a new file, readable by its owner only; return its bytes."""
    partial = file.with_name(file.name + ".partial")
    try:
        partial.touch(0o600)
        left_out = [f"--exclude-table-data={table}" for table in NOT_SAVED]
        how = ("--format=custom", "--no-owner", f"--file={partial}", *left_out)
        _run(programs, "pg_dump", *how, url=url)
        partial.rename(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return file.stat().st_size


def contents(file: Path, programs: Programs | None = None) -> str:
    """Return the list of what a file holds. Raises BadInput where it is no backup of ours."""
    listed = _run(programs, "pg_restore", "--list", str(file))
    if not OURS.search(listed):
        raise BadInput(f"{file} is a backup of something else.", f"Name {A_BACKUP}.")
    return listed


def bring_back(url: str, file: Path, programs: Programs | None = None) -> None:
    """Read a saved file into a database whose extensions are made: all of it or nothing.

    What is there under the same names is replaced, in the same transaction.
    """
    kept = [line for line in contents(file, programs).splitlines() if " EXTENSION " not in line]
    _run(
        programs,
        "pg_restore",
        *("--clean", "--if-exists", "--single-transaction", "--exit-on-error"),
        *("--no-owner", "--no-privileges", "--use-list=/dev/stdin", str(file)),
        url=url,
        said="\n".join(kept),
    )


def _run(
    programs: Programs | None, name: str, *arguments: str, url: str | None = None, said: str = ""
) -> str:
    """Run one of PostgreSQL's programs, on the database at ``url`` where one is given."""
    programs = programs or find_programs()
    if programs is None:
        raise MissingProgram(f"The program {name} is not installed.", INSTALL)
    # C keeps messages in English. A password on the command line would be seen by all.
    environment = os.environ | {"LC_ALL": "C"}
    where = []
    if url:
        address = make_url(url)
        told = make_conninfo(
            host=address.host,
            port=address.port,
            user=address.username,
            dbname=address.database,
            **options(address),
        )
        where = [f"--dbname={told}"]
        if address.password:
            environment["PGPASSWORD"] = address.password
    done = subprocess.run(  # noqa: S603
        [programs.folder / name, *where, *arguments],
        env=environment,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _in_plain_words(name, done.stderr)
    return done.stdout


def _in_plain_words(name: str, said: str) -> AssetMapError:
    if "No space left" in said:
        return DiskFull("The disk is full; nothing was kept.", "Free some room and try again.")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if "error:" in line]
    [reason] = (named or lines)[:1] or ["no reason given"]
    reason = reason.rpartition("error: ")[2]
    if re.search(r"input file|file header|archive|uncompress", reason):
        return BadInput(f"The file cannot be read as a backup: {reason}.", f"Name {A_BACKUP}.")
    return Failure(f"{name} failed, and nothing was kept: {reason}.")
