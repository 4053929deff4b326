"""A server refuses a database that its code does not fit; commands may mend it."""

import os
import subprocess
import sys

from portal.config import INSTANCE


def load(tmp_path, **more):
    """Import the application object as a server does, with an empty database."""
    settings = {"PORTAL_ENV": "test", "PORTAL_STATE": str(tmp_path), "PATH": os.environ["PATH"], **more}
    command = [sys.executable, "-c", "import wsgi"]
    return subprocess.run(
        command, cwd=INSTANCE.parent, env=settings, capture_output=True, text=True, check=False
    )


def test_a_server_refuses_an_empty_database(tmp_path):
    refused = load(tmp_path)
    assert refused.returncode == 1
    assert "flask --app wsgi db upgrade" in refused.stderr


def test_a_command_may_mend_it(tmp_path):
    assert load(tmp_path, FLASK_RUN_FROM_CLI="true").returncode == 0
