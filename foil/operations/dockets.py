"""The weekly docket as a mail: Monday morning, to whoever asked for it."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.insight.docket import docket
from foil.law.words import near
from foil.letters.docket import docket_name, docket_pdf
from foil.model.mail import Mail
from foil.model.tables import Person
from foil.newyork import day_of
from foil.operations.mail_settings import Postbox
from foil.operations.messages import Content, Part


def weekly_docket(
    session: Session, mail: Mail, person: Person, box: Postbox, *, now: datetime
) -> Content:
    """The mail, the docket with it as it stands now. Raises LetterError where no PDF is made."""
    sheet = docket(person, session, max(day_of(now), mail.day), titles=box.titles, mailed=True)
    many = sum(len(rows) for _, rows in sheet.groups)
    says = (
        f"{many} {'date runs' if many == 1 else 'dates run'} in what you may see; the docket is in "
        "the PDF. Print it and keep it where you keep your second calendar."
    )
    subject = f"FOIL: docket, week of {near(mail.day)}"
    part = Part("", ((says, "/reminders"),))
    return Content(subject, (part,), file=(docket_name(sheet), docket_pdf(sheet)))
