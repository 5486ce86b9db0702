"""Composes the service once and forks a server process for every port it is told of.

Reads ports from standard input, a line each, and answers with the process id. The settings come
from `PRESEND_…` variables. Ends, with all its children, when standard input does.
"""

import os
import signal
import sys

import uvicorn

from app.api.application import create_application
from app.main import compose
from app.settings import Settings


def main() -> None:
    """Serve until standard input ends."""
    service = compose(Settings(_env_file=None))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    children = []
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            application = create_application(service)
            uvicorn.run(application, port=int(line), access_log=False, log_level="error")
            os._exit(0)
        children.append(child)
        print(child, flush=True)
    for child in children:
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue
    os._exit(0)


main()
