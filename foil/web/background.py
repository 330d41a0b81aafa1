"""Work that may outlast its page: begun by a form, waited for a second, then looked at again."""

import logging
from collections.abc import Callable
from threading import Thread

PATIENCE = 1.0  # seconds a form waits before it shows progress instead


def begin(work: Callable[[], None], patience: float = PATIENCE) -> None:
    """Do the work beside the pages, and wait for it no longer than `patience` seconds.

    Whoever reads its state in the record sees how far it is. What breaks it is written to the log.
    """

    def run() -> None:
        try:
            work()
        except Exception:
            logging.getLogger("foil").exception("work begun by a form")

    thread = Thread(target=run, name="foil work of a form", daemon=True)
    thread.start()
    thread.join(patience)
