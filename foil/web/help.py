"""Help: the shortcuts, and where things are."""

from flask import Blueprint

from foil.insight.self_check import checked
from foil.web.desk import now, reading
from foil.web.pages import page as draw

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
def page() -> str:
    """How the desk is worked."""
    with reading() as session:
        found = checked(session, now())
    return draw("help/page.html", checked=found)
