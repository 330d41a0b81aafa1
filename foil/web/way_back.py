"""The way back into a round, for whoever left it to record something of one request."""

from flask import Response, request, session, url_for

LEFT = "round_left"


def leave_round(which: str, number: str, whose: str = "") -> None:
    """Note in this browser that a round was left for the request with that number."""
    session[LEFT] = [which, number, whose]


def back_into_the_round(response: Response) -> Response:
    """Lead whoever left a round for a request back into it, once something is saved there."""
    if request.method != "POST" or response.status_code != 303 or LEFT not in session:
        return response
    which, number, whose = session[LEFT]
    saved = url_for("request.timeline", number=number)
    if (response.location or "").partition("#")[0] == saved:
        del session[LEFT]
        response.location = url_for(f"rounds.{which}", whose=whose or None, _anchor="go-on")
    return response
