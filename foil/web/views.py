"""Saved views: keeping one of the list of requests, taking any away, bringing it back."""

from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.model.tables import SavedView
from foil.operations import views
from foil.web.desk import me, now, writing
from foil.web.requests import asked_for, list_page

PAGES = {"requests": "requests.listing", "search": "search.page"}
"""The page that a view is a view of."""

blueprint = Blueprint("views", __name__, url_prefix="/views")


@blueprint.post("")
def save() -> Response | tuple[str, int]:
    """Keep the list as this address asks for it under a name."""
    form, address = request.form, urlencode(asked_for())
    name, office = form.get("view_name", ""), form.get("for") == "office"
    try:
        with writing() as session:
            kept = views.save_view(me(), session, name, address, office=office, now=now())
    except BadInput as error:
        return list_page(error.problems), error.status
    flash(f"Kept: {kept.name}. It is in the row above the list.")
    return redirect(_page(kept), 303)


@blueprint.post("/<int:number>/drop")
def drop(number: int) -> Response:
    """Take a view away; the next page offers to bring it back."""
    with writing() as session:
        gone = views.drop_view(me(), session, number, now=now())
    return redirect(url_for(PAGES[gone.of], gone=number), 303)


@blueprint.post("/<int:number>/restore")
def restore(number: int) -> Response:
    """Bring a view back."""
    with writing() as session:
        kept = views.restore_view(me(), session, number)
    flash(f"Back again: {kept.name}.")
    return redirect(_page(kept), 303)


def _page(view: SavedView) -> str:
    return f"{url_for(PAGES[view.of])}?{view.address}".rstrip("?")
