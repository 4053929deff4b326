"""The application object for gunicorn and for `flask --app wsgi`."""

import os

from portal import create_app
from portal.schema import require_current

app = create_app()

# A server refuses a database that does not fit; commands (db upgrade among them) must be able to mend it.
if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
    require_current(app)
