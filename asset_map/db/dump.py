"""Saves the database to a file and brings it back, with PostgreSQL's own programs."""

import os
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from asset_map.db.programs import find_programs
from asset_map.domain.errors import BadInput, DiskFull, Failure, MissingProgram


def save(url: str, file: Path) -> int:
    """Write the whole database to a new file, readable by its owner only; return its bytes."""
    partial = file.with_name(file.name + ".partial")
    try:
        partial.touch(0o600)
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={partial}")
        partial.rename(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return file.stat().st_size


def bring_back(url: str, file: Path) -> None:
    """Read a saved file into an empty database: all of it or nothing."""
    # The extensions are there already, made when the database was.
    listed = _run(url, "pg_restore", "--list", str(file), connect=False)
    kept = [line for line in listed.splitlines() if " EXTENSION " not in line]
    contents = file.with_name(file.name + ".list")
    try:
        contents.write_text("\n".join(kept))
        _run(
            url,
            "pg_restore",
            "--single-transaction",
            "--no-owner",
            "--exit-on-error",
            f"--use-list={contents}",
            f"--dbname={make_url(url).database}",
            str(file),
        )
    finally:
        contents.unlink(missing_ok=True)


def _run(url: str, program: str, *options: str, connect: bool = True) -> str:
    programs = find_programs()
    if programs is None:
        raise MissingProgram(f"The program {program} is not installed.", "Install PostgreSQL.")
    address = make_url(url)
    environment = os.environ | {
        "PGHOST": address.host or "127.0.0.1",
        "PGPORT": str(address.port or 5432),
        "PGUSER": address.username or "",
        "PGPASSWORD": str(address.password or ""),
        "PGDATABASE": address.database or "",
    }
    done = subprocess.run(  # noqa: S603
        [programs.folder / program, *options],
        env=environment if connect else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        if "No space left" in done.stderr:
            raise DiskFull("The disk is full; no backup was made.", "Free some room and try again.")
        raise Failure(f"{program} failed: {said[0]}")
    return done.stdout
