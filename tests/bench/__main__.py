"""`make bench`: floor and portal side by side, and what came of it in docs/performance.md."""

import os
import sys
from contextlib import ExitStack

from tests.bench import report, rows, seeds, servers

SIZES = [int(size) for size in os.environ.get("PORTAL_BENCH", "1000,100000").split(",")]
EFFORT = rows.Effort(
    int(os.environ.get("PORTAL_BENCH_ROUNDS", "5")), int(os.environ.get("PORTAL_BENCH_SECONDS", "3"))
)


def main() -> int:
    """Measure and write; ends with 1 when a page was refused."""
    with ExitStack() as open_:
        floor = open_.enter_context(servers.floor(seeds.ROOT / "floor"))
        small, large = (open_.enter_context(servers.portal(size)) for size in (SIZES[0], SIZES[-1]))
        found = rows.pages(floor, small, EFFORT)
        for each in (rows.unchanged, rows.beside_sheets):
            found += each(small, EFFORT)
        found += rows.sizes(small, large, EFFORT)
        found += rows.weight(small, EFFORT)
    report.write(found, SIZES, EFFORT)
    print(report.table(found))
    return any("refused" in row.seen for row in found)


if __name__ == "__main__":
    sys.exit(main())
