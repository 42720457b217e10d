"""PostgreSQL's own programs: where this system keeps them, and which version has PostGIS."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from asset_map.domain.errors import MissingProgram

OLDEST_POSTGRES = 14

INSTALL = (
    "Install it (Debian and Ubuntu: apt install postgresql postgis; Fedora: dnf install postgis; "
    "macOS: brew install postgis), or set ASSET_MAP_DATABASE_URL to a server that has it."
)


@dataclass(frozen=True)
class Programs:
    """The programs of one PostgreSQL version, in one folder."""

    folder: Path
    version: int


def find_programs(version: int | None = None) -> Programs | None:
    """Return the newest PostgreSQL here that has PostGIS, or the one of that version."""
    found = (Programs(folder, _version(folder)) for folder in _program_folders())
    fit = [p for p in found if (p.version == version if version else p.version >= OLDEST_POSTGRES)]
    newest_first = sorted(fit, key=lambda p: p.version, reverse=True)
    return next((p for p in newest_first if _has_postgis(p)), None)


def programs_for(data_dir: Path) -> Programs:
    """Return the programs that can work on this data, or on new data where there is none."""
    made_by = data_dir / "PG_VERSION"
    version = int(made_by.read_text()) if made_by.exists() else None
    programs = find_programs(version)
    if programs:
        return programs
    if version:
        raise MissingProgram(
            f"The database in {data_dir} was made by PostgreSQL {version}, "
            "which is not installed here with PostGIS.",
            f"Install PostgreSQL {version} with PostGIS again "
            f"(Debian and Ubuntu: postgresql-{version}-postgis-3).",
        )
    raise MissingProgram(
        f"PostgreSQL {OLDEST_POSTGRES} or newer with PostGIS is not installed.", INSTALL
    )


def _program_folders() -> list[Path]:
    """Return the folders of PostgreSQL servers: on the path, then where systems put them."""
    folders = []
    pg_config = shutil.which("pg_config")
    if pg_config and (told := _output(pg_config, "--bindir")):
        folders.append(Path(told))
    if pg_ctl := shutil.which("pg_ctl"):
        folders.append(Path(pg_ctl).resolve().parent)
    for root, pattern in (
        ("/usr/lib/postgresql", "*/bin"),
        ("/usr", "pgsql-*/bin"),
        ("/opt/homebrew/opt", "postgresql@*/bin"),
        ("/usr/local/opt", "postgresql@*/bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*/bin"),
    ):
        folders.extend(sorted(Path(root).glob(pattern)))
    needed = ("initdb", "pg_ctl", "postgres")
    return [f for f in dict.fromkeys(folders) if all((f / name).exists() for name in needed)]


def _version(folder: Path) -> int:
    """Return the major version, from a line as "postgres (PostgreSQL) 15.18 (Debian ...)"."""
    match = re.search(r"\) (\d+)", _output(folder / "postgres", "--version"))
    return int(match[1]) if match else 0


def _has_postgis(programs: Programs) -> bool:
    """Tell whether this version can create the extension postgis."""
    pg_config = programs.folder / "pg_config"
    top = programs.folder.parent
    shares = (
        [Path(_output(pg_config, "--sharedir"))]
        if pg_config.exists()
        else [top / "share", top / "share/postgresql", top / "share/pgsql"]
    )
    return any((share / "extension/postgis.control").exists() for share in shares)


def _output(*command: Path | str) -> str:
    """Return what a program says, nothing if it fails, as Debian's pg_config does without -dev."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip() if done.returncode == 0 else ""
