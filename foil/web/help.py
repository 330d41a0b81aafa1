"""Help: the shortcuts, and where things are."""

from flask import Blueprint

from foil.web.pages import page as draw

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
def page() -> str:
    """How the desk is worked."""
    return draw("help/page.html")
