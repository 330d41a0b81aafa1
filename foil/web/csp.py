"""The headers every answer carries: what a browser may do with our pages, and for how long."""

from flask import Flask, Response, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""Nothing inline, nothing from anyone else: all a page needs comes from the desk itself."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

FRESH = "no-cache"  # ask whether it changed, every time
LASTING = "public, max-age=31536000, immutable"
ONES_OWN = "private, no-cache"  # for one reader, who asks each time whether it changed
NEVER_KEPT = "no-store"
KEPT = {"static": FRESH, "fonts.font": LASTING, "feeds.calendar": ONES_OWN}
"""How long a browser keeps an answer, by endpoint; anything else is never kept on its disk."""


def set_headers(response: Response) -> Response:
    """Put the headers on an answer."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    good = response.status_code in (200, 206, 304)
    kept = KEPT.get(request.endpoint or "", NEVER_KEPT) if good else NEVER_KEPT
    response.headers["Cache-Control"] = kept
    return response


def guard(app: Flask) -> None:
    """Set the headers on every answer of this app, errors included."""
    app.after_request(set_headers)
