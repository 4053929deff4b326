"""Settings are typed, complete and documented."""

from dataclasses import fields

import pytest

from portal.config import INSTANCE, Config, Misconfigured, variable

PRODUCTION = {
    "PORTAL_ENV": "production",
    "PORTAL_SECRET": "s" * 32,
    "PORTAL_DATABASE": "postgresql://portal@db/portal",
    "PORTAL_URL": "https://portal.example/",
    "PORTAL_FILES": "/srv/files",
    "PORTAL_SMTP_HOST": "mail.example",
    "PORTAL_MAIL_FROM": "portal@example.edu",
}


def test_production_names_everything_that_is_missing():
    with pytest.raises(Misconfigured) as refusal:
        Config.load({"PORTAL_ENV": "production"})
    assert all(name in str(refusal.value) for name in PRODUCTION if name != "PORTAL_ENV")


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "PORTAL_ENV"])
def test_production_refuses_each_gap(name):
    with pytest.raises(Misconfigured, match=name):
        Config.load({**PRODUCTION, name: ""})


def test_production_starts_when_complete():
    config = Config.load(PRODUCTION)
    assert config.database == "postgresql+psycopg://portal@db/portal"
    assert config.url == "https://portal.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SECRET", "short"),
        ("PORTAL_URL", "http://portal.example"),
        ("PORTAL_SMTP_TLS", "perhaps"),
        ("PORTAL_SMTP_PORT", "mail"),
        ("PORTAL_ENV", "staging"),
    ],
)
def test_nonsense_is_refused_by_name(name, value):
    with pytest.raises(Misconfigured, match=name):
        Config.load({**PRODUCTION, name: value})


def test_values_have_their_types():
    config = Config.load({"PORTAL_SMTP_PORT": "25", "PORTAL_HSTS": "yes"})
    assert (config.smtp_port, config.hsts, config.proxies) == (25, True, 0)


def test_the_demo_keeps_to_its_own_folder():
    config = Config.load({"PORTAL_ENV": "demo"})
    assert config.state == str(INSTANCE / "demo")
    assert str(INSTANCE / "demo") in config.database
    assert str(INSTANCE / "demo") in config.files


def test_each_setting_is_documented():
    page = (INSTANCE.parent / "docs" / "configuration.md").read_text()
    for setting in fields(Config):
        line = next((line for line in page.splitlines() if f"`{variable(setting)}` |" in line), "")
        assert setting.metadata["says"] in line, f"docs/configuration.md lacks {variable(setting)}"
    assert page.count("| `PORTAL_") == len(fields(Config))
