"""What the worker does: what is due, and nothing else. State on the rows says what that is, so
nothing is lost when a worker is killed and nothing is done twice when two run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from foil.errors import FoilError
from foil.operations import campaign_work, uploads
from foil.operations.intake import read_waiting
from foil.operations.invitations import invite
from foil.operations.mailbox_reading import read_mailbox
from foil.operations.mailing import send_waiting
from foil.operations.reading_files import Readers, read_all
from foil.operations.rematching import match_again
from foil.operations.reminders import remind
from foil.operations.reply_clocks import recount_loose
from foil.operations.self_check import check
from foil.operations.stale import recount_stale
from foil.operations.worker import Worker

LOOKS_EVERY = 3.0  # seconds from one look for work to the next
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=1)
AT_ONCE = datetime.min.replace(tzinfo=UTC)
SWEEPS_EVERY = timedelta(hours=1)

Job = Callable[[Worker], object]


def sweep(worker: Worker) -> None:
    """Remove what cut-off forms left, and large files that nobody goes on with, once an hour. Two
    workers sweeping do no harm."""
    now = worker.now()
    if worker.swept_at is None or now - worker.swept_at >= SWEEPS_EVERY:
        worker.store.sweep()
        uploads.sweep(worker)
        worker.swept_at = now


JOBS: Mapping[str, Job] = {
    "Not every date is counted anew": recount_stale,
    "What came is not read": read_waiting,
    "Replies of no request are not counted anew": recount_loose,
    "Replies of no request are not matched again": match_again,
    "The letters of a campaign are not made": campaign_work.carry_on,
    "The morning’s reminders are not made": remind,
    "Invitations are not made": invite,
    "Mail does not go out": send_waiting,
    "The mailbox is not read": read_mailbox,
    "Cut-off uploads are not swept up": sweep,
    "The nightly self-check did not run": check,
}
"""Every job, by what is said when it fails. Each does nothing unless it is due."""


def work_once(worker: Worker, jobs: Mapping[str, Job] = JOBS) -> list[str]:
    """Do everything that is due. Returns a sentence for each job that failed."""
    said = [_failure(worker, about, job) for about, job in jobs.items()]
    try:
        read_all(worker)
    except FoilError as error:
        said.append(f"Files are not read. {error}")
    return [each for each in said if each]


def work_on(worker: Worker, say: Callable[[str], object], jobs: Mapping[str, Job] = JOBS) -> None:
    """Do what is due as it falls due, until `worker.ending` is set.

    A job that fails is said once, with `say`, and tried again after a growing pause.
    """
    turns = [_Turn(about, job) for about, job in jobs.items()]
    readers = Readers(worker)
    readers.start()
    while not worker.ending.is_set():
        for turn in turns:
            if not worker.ending.is_set():
                turn.take(worker, say)
        worker.ending.wait(LOOKS_EVERY)
    readers.join()


def _failure(worker: Worker, about: str, job: Job) -> str:
    try:
        job(worker)
    except FoilError as error:
        return f"{about}. {error}"
    return ""


@dataclass
class _Turn:
    """A job of the loop, the instant before which it is not tried, and what it last failed of."""

    about: str
    job: Job
    until: datetime = AT_ONCE
    pause: timedelta = FIRST_PAUSE
    said: str = ""

    def take(self, worker: Worker, say: Callable[[str], object]) -> None:
        """Do the job, unless it is waiting to be tried again."""
        if worker.now() < self.until:
            return
        failure = _failure(worker, self.about, self.job)
        if failure and failure != self.said:
            say(failure)
        self.said = failure
        if failure:
            self.until = worker.now() + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        else:
            self.pause = FIRST_PAUSE
