"""Loads the portal once and forks a worker for each line it reads, so that two hundred deaths take minutes."""

import os
import signal
import sys

from portal import worker
from tests.storm.brisk import app


def main() -> None:
    """Answer each line with the process number of a new worker; the dead are not waited for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            worker.run(app)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
