"""What every answer carries, and what no request may bring."""

import pytest

from portal import create_app
from portal.blueprints.door import Undeclared, refuse_undeclared
from portal.config import Config
from portal.database import db
from portal.security import local_path
from tests.platform.people import PASSWORD, person, staff

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
CARRIED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
WAYS = [
    ("GET", "/sign-in", 200),
    ("GET", "/account", 303),
    ("GET", "/nowhere", 404),
    ("POST", "/healthz", 405),
    ("POST", "/sign-in", 400),
]


@pytest.mark.parametrize(("method", "path", "status"), WAYS)
def test_every_answer_carries_the_headers(client, method, path, status):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in CARRIED} == CARRIED
    assert answer.headers["X-Request-Id"]
    assert "Strict-Transport-Security" not in answer.headers


def test_a_failure_carries_the_headers_too(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "health.alive", failing)
    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in CARRIED} == CARRIED
    assert "kaboom" not in answer.text


def failing():
    raise ZeroDivisionError("kaboom")


failing.is_public = True


def test_transport_security_is_a_switch(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_HSTS", True)
    assert (
        client.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    )


def test_production_cookies(tmp_path):
    config = Config(
        env="production",
        secret="s" * 32,
        database=f"sqlite:///{tmp_path}/db",
        state=str(tmp_path),
        files=str(tmp_path),
        url="https://portal.example",
        smtp_host="mail.example",
        mail_from="portal@example.edu",
    )
    app = create_app(config)
    with app.app_context():
        db.create_all()
    cookie = app.test_client().get("/sign-in", base_url="https://portal.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert app.test_client().get("/dev/mail").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({"Sec-Fetch-Site": "none"}, 422),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 422),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 422),
    ],
)
def test_senders(client, headers, status):
    assert client.send("/sign-in", {"email": "", "password": ""}, headers=headers).status_code == status


def test_a_form_over_https_needs_no_referrer(client):
    base = "https://localhost"
    with client.session_transaction(base_url=base) as session:
        session["csrf_token"] = "a" * 64
    data = {"csrf_token": client.token(), "email": "", "password": ""}
    assert client.post("/sign-in", data=data, base_url=base).status_code in {400, 422}


@pytest.mark.parametrize(
    "query",
    ["next=/a&next=/b", "q=%00", "x=%00", "%00=1", "q=a&q=b", "page=1&page=2"],
)
def test_malformed_addresses(client, query):
    assert client.get(f"/sign-in?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/sign-in%00", "/certificates/%00.pdf"])
def test_malformed_paths(client, path):
    assert client.get(path).status_code in {400, 404}


def test_odd_bytes_are_not_an_error_of_ours(client):
    for query in ("q=%ff%fe", "q=%ed%a0%80", "q=" + "a" * 5000):
        assert client.get(f"/sign-in?{query}").status_code in {200, 400}


@pytest.mark.parametrize("field", ["email", "password", "csrf_token", "form_key"])
def test_a_field_sent_twice(client, field):
    data = {"csrf_token": client.token(), "email": "a@b.example", "password": "x", "form_key": "k"}
    answer = client.post("/sign-in", data={**data, field: ["one", "two"]})
    assert answer.status_code == 400


def test_nul_in_a_form(client):
    assert client.send("/sign-in", {"email": "a\x00@b.example", "password": "x"}).status_code == 400


def test_a_huge_field(client):
    answer = client.send("/sign-in", {"email": "a" * 2_000_000, "password": "x"})
    assert answer.status_code == 413


def test_a_number_no_key_can_hold(app, client_for):
    client = client_for(staff())
    assert client.send(f"/account/sign-ins/{2**63}").status_code == 404
    assert client.send(f"/account/sign-ins/{'9' * 60}").status_code == 404


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("/student/projects?q=a", "/student/projects?q=a"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=1", "/"),
        ("/a\tb", "/"),
        ("student", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_next_stays_here(text, leads):
    assert local_path(text, "/") == leads


def test_next_in_the_form_stays_here(app, client):
    person()
    typed = {"email": "ada@north.example", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.send("/sign-in", typed).headers["Location"] == "/arrived"


def test_pages_of_people_are_not_kept(client, client_for):
    assert client.get("/sign-in").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/invitation/nobody").headers["Cache-Control"] == "no-store"
    assert client_for(staff()).get("/account").headers["Cache-Control"] == "no-store"


def test_an_undeclared_rule_stops_the_start(tmp_path):
    app = create_app(Config(env="test", state=str(tmp_path)))
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    with pytest.raises(Undeclared, match="/forgotten"):
        refuse_undeclared(app)
    assert app.test_client().get("/forgotten").status_code == 403


def test_a_form_without_a_session_leads_to_sign_in(client):
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_a_piece_without_a_session_leads_to_sign_in(client):
    answer = client.get("/account", headers={"HX-Request-Type": "partial"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_an_error_has_two_sizes(client):
    page = client.get("/nowhere")
    piece = client.get("/nowhere", headers={"HX-Request-Type": "partial"})
    assert "<html" in page.text and "<html" not in piece.text
    assert piece.headers["HX-Retarget"] == "#messages"
    assert "HX-Request-Type" in page.headers["Vary"]
