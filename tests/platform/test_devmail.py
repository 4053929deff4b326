"""The letters of a deployment without mail server: shown in the demo, absent everywhere else."""

import pytest

from portal import create_app, jobs, mail
from portal.config import Config
from portal.database import db, take_write_lock


def small(tmp_path, env):
    return create_app(Config(env=env, secret="s" * 40, state=str(tmp_path)))


def test_a_letter_can_be_read_and_its_link_followed(tmp_path):
    app = small(tmp_path, "demo")
    with app.app_context():
        take_write_lock()
        db.create_all()
        mail.send("reset", "ada@north.example", name="Ada <b>", link="http://localhost:5000/reset/x")
        db.session.commit()
        jobs.work_once()
        (name,) = [file.name for file in mail.folder().iterdir()]
        db.engine.dispose()
    client = app.test_client()
    assert "A new password" in client.get("/dev/mail").text
    page = client.get(f"/dev/mail/{name}").text
    assert 'href="http://localhost:5000/reset/x"' in page
    assert "Ada &lt;b&gt;" in page
    assert client.get("/dev/mail/other.eml").status_code == 404
    assert client.get("/dev/mail/..%2fportal.sqlite3").status_code == 404


@pytest.mark.parametrize("env", ["test"])
def test_elsewhere_there_is_no_such_page(tmp_path, env):
    app = small(tmp_path, env)
    assert not [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/dev")]
