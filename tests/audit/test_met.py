"""Every page joins the audit by itself: a route that no reader meets on the way is named, or excused with a reason."""

import pytest

from portal import create_app
from portal.config import Config
from tests.audit.pages import READERS
from tests.audit.unmet import UNMET


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    """The addresses of the portal as the demo serves them."""
    return create_app(
        Config(env="demo", secret="s" * 40, state=str(tmp_path_factory.mktemp("routes")))
    ).url_map


def test_every_page_is_met(crawled, routes):
    finding = routes.bind("127.0.0.1")
    addresses = [address for reader in READERS for address, _html in crawled(reader).values()]
    met = {finding.match(address)[0] for address in addresses if finding.test(address)}
    pages = {rule.endpoint for rule in routes.iter_rules() if "GET" in rule.methods}
    missed = sorted(pages - met - set(UNMET))
    assert not missed, f"Lead a reader there, or say in unmet.py why not: {', '.join(missed)}"
    needless = sorted(met & set(UNMET) | set(UNMET) - pages)
    assert not needless, f"Met, or gone, and no longer to be excused: {', '.join(needless)}"
