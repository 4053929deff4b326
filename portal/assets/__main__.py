"""Run the assets step: python -m portal.assets [--with-tests]."""

import sys
import time

from portal.assets.build import build
from portal.assets.packages import install


def main() -> None:
    """Install the packages and build; quick when nothing has changed."""
    started = time.monotonic()
    changed = [install(for_tests="--with-tests" in sys.argv), build()]
    done = "built" if any(changed) else "up to date"
    sys.stdout.write(f"assets {done} in {time.monotonic() - started:.1f} s\n")


if __name__ == "__main__":
    main()
