"""The application object for gunicorn and for `flask --app wsgi`."""

import os
import sys

from portal import create_app
from portal.config import Misconfigured
from portal.schema import require_current

commanded = os.environ.get("FLASK_RUN_FROM_CLI") == "true"

try:
    app = create_app()
except Misconfigured as problem:
    # gunicorn must see the exception: on a plain exit it would start workers for ever.
    if commanded:
        sys.exit(str(problem))
    raise

# A server refuses a database that does not fit; commands (db upgrade among them) must be able to mend it.
if not commanded:
    require_current(app)
