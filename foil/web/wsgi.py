"""The desk for any WSGI server: `foil.web.wsgi:app`.

Such a server may be reached by others, so first run asks for a code, which is logged here.
"""

import logging

from foil.model.schema import migrate
from foil.operations.accounts import anyone
from foil.settings import settings
from foil.web.app import create_app
from foil.web.desk import Desk

app = create_app(settings())
_desk: Desk = app.extensions["foil"]
migrate(_desk.database)
with _desk.database.reading() as _session:
    if not anyone(_session):
        logging.getLogger("foil").warning("First run asks for this code: %s", _desk.code)
