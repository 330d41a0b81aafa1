"""When something cannot be done: one plain sentence, and nothing that was written is lost."""

import logging

from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from foil.errors import FoilError
from foil.web.pages import page

UPLOAD_LIMIT = 100 * 2**20

TITLES = {
    400: "That could not be read",
    401: "You are signed out",
    403: "Not yours to do",
    404: "Not here",
    405: "Not that way",
    409: "The record has moved on",
    413: "That is too large",
    422: "Something to fix",
    429: "Wait a moment",
    500: "Something broke",
    503: "Not just now",
    507: "No room left",
}
SENTENCES = {
    400: "The desk could not make sense of what your browser sent; go back and try again.",
    401: "Your sign-in has ended. Sign in in a new tab, come back to this one and send it again.",
    403: "You may not do that; an administrator of your office may.",
    404: "There is no such page, or none that you may see. Look for it from Today or Requests.",
    405: "That address cannot be used this way; go back and use the page’s own buttons.",
    413: "A form takes at most 100 MiB; put a larger file in with foil file on the machine "
    "that runs the desk.",
    500: "The desk made a mistake and nothing was changed; go back and try again. "
    "The machine that runs it has written down what happened.",
}
EXPIRED = "This page was open too long or in another sign-in; send it again from here."
UNREPEATABLE = frozenset({"csrf_token"})


def answer(status: int, says: str, title: str = "") -> tuple[str, int]:
    """The page for one trouble."""
    kept, files = _kept()
    title = title or TITLES.get(status, "Not possible")
    told = {"status": status, "title": title, "says": says, "kept": kept, "files": files}
    return page("error.html", **told), status


def foil_error(error: FoilError) -> tuple[str, int]:
    """Our own errors say themselves what to do."""
    return answer(error.status, str(error))


def http_error(error: HTTPException) -> tuple[str, int]:
    """What Flask and Werkzeug refuse, in our words."""
    status = error.code or 500
    return answer(status, SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500])


def csrf_error(error: CSRFError) -> tuple[str, int]:
    """A form whose token does not hold, nearly always one left open for long."""
    return answer(error.code or 400, EXPIRED, "Send it once more")


def mistake(error: Exception) -> tuple[str, int]:
    """A mistake of ours: written to the log in full, to the page in one sentence.

    The log names the kind of page alone: an address may hold a one-time link.
    """
    logging.getLogger("foil").error("%s %s", request.method, request.url_rule, exc_info=error)
    status = InternalServerError.code
    return answer(status, SENTENCES[status])


def install(app: Flask) -> None:
    """Answer every error of this app."""
    app.register_error_handler(FoilError, foil_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, mistake)


def _kept() -> tuple[list[tuple[str, str]], bool]:
    """What was written in the form that failed, to send once more; and whether files came with it.

    Only from a page of our own, which the browser tells: else a stranger's page could put words
    into a form that one press would send.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return [], False
    try:
        fields, files = list(request.form.items(multi=True)), bool(request.files)
    except HTTPException:  # the form itself was too large to read
        return [], False
    kept = [(name, value) for name, value in fields if _may_be_kept(name)]
    return kept, files


def _may_be_kept(name: str) -> bool:
    return name not in UNREPEATABLE and "password" not in name
