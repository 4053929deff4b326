"""A world that is kept from module to module, as building it takes longer than most of what is asked of it."""

from contextlib import ExitStack
from time import monotonic

from tests.access import site as sites
from tests.access.cells import Site

LASTS = 240
"""Seconds: passwords typed when it was built still count as just typed."""


class Estate:
    """An application with a database that holds nothing but the world."""

    def __init__(self, app, keeper) -> None:
        """Nothing is built yet."""
        self.app, self.keeper = app, keeper
        self.built, self.until = ExitStack(), 0.0

    def site(self) -> Site:
        """The world as it was built, now or lately."""
        if self.until < monotonic():
            self.build()
        self.place.state.back()
        return self.place

    def build(self) -> None:
        self.leave()
        with self.app.app_context():
            self.keeper.reset()
        self.place, self.until = self.built.enter_context(sites.opened(self.app)), monotonic() + LASTS

    def leave(self) -> None:
        """Whoever asks next gets a new one."""
        self.built.close()
        self.until = 0.0
