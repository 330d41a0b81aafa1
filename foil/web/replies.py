"""Filing a reply of an agency: what came, what it seems to be, what filing it will change."""

from flask import Blueprint

from foil.insight.reply_filing import came
from foil.web.desk import me, reading
from foil.web.pages import page as draw

blueprint = Blueprint("replies", __name__, url_prefix="/replies")


@blueprint.get("/<int:reply>")
def reply(reply: int) -> str:
    """The reply, to be filed."""
    with reading() as session:
        found = came(me(), session, reply)
    return draw("replies/page.html", found=found)
