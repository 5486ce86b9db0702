"""A PostgreSQL server of one's own, for tests and measurements: started, restarted, thrown away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = (
    "listen_addresses=''",
    "fsync=off",  # the machine does not lose power while tests run; a killed server loses nothing
    "max_connections=100",
    "shared_buffers=32MB",
)


class PostgresServer:
    """A server in a folder, reached through a socket there."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs

    def url(self, database: str) -> str:
        """Give the address of a database."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self._folder}"

    def create(self, database: str) -> str:
        """Make an empty database and give its address."""
        host = f"--host={self._folder}"
        self._run("createdb", [host, "--username=postgres", database])
        return self.url(database)

    def initialise(self) -> None:
        """Make the server's files."""
        data = self._folder / "data"
        options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync"]
        self._run("initdb", [f"--pgdata={data}", *options])

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = " ".join(f"-c {setting}" for setting in _SETTINGS)
        options = f"-c unix_socket_directories={self._folder} {settings}"
        self._control("start", "--wait", f"--log={self._folder}/log", f"--options={options}")

    def crash(self) -> None:
        """Stop it as a crash would: no checkpoint, connections cut."""
        self._control("stop", "--mode=immediate", "--wait")

    def _control(self, action: str, *arguments: str) -> None:
        self._run("pg_ctl", [action, f"--pgdata={self._folder}/data", "--silent", *arguments])

    def _run(self, program: str, arguments: Sequence[str]) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:  # the server refuses to run as root
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)  # noqa: S603


def find_programs() -> Path | None:
    """Give the folder of the server's programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server for as long as the block lasts.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed: no pg_ctl was found")
    folder = Path(tempfile.mkdtemp(prefix="presend-postgres-"))
    try:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = PostgresServer(folder, programs)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.crash()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
