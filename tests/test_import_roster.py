"""`flask import-roster`: the same verbs from the command line."""

import contextvars

import pytest

from portal.database import db
from portal.models.students import Student
from tests import factories

FILE = "Student ID,Name,Email\n1,Ada Lovelace,ada@north.example.edu\n2,Bo,bo@gmail.com\n"


@pytest.fixture
def run(app, tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(FILE)

    def command(arguments):
        with app.app_context():
            return app.test_cli_runner().invoke(args=arguments)

    def invoke(*options, slug="north"):
        db.session.commit()
        arguments = ["import-roster", str(path), "--campus", slug, *options]
        return contextvars.Context().run(command, arguments)

    return invoke


def students():
    db.session.rollback()
    return db.session.query(Student).count()


def test_a_file_is_taken_in_and_refusals_are_said(run):
    factories.campus()
    told = run("--dry-run")
    assert "1 new, 0 changed, 0 same, 1 refused" in told.output
    assert "line 3: “bo@gmail.com” is not an address of this campus." in told.output
    assert students() == 0
    assert run().exit_code == 0
    assert "0 new, 0 changed, 1 same" in run().output
    assert students() == 1


def test_an_unknown_campus(run):
    told = run(slug="nowhere")
    assert told.exit_code == 1
    assert "There is no such campus." in told.output
