"""The forms that record what happened, one a kind of event, in the five groups of the record."""

from collections.abc import Mapping

from foil.web.forms.agency import AGENCY
from foil.web.forms.appeal import APPEAL
from foil.web.forms.court import COURT
from foil.web.forms.form import HOW, Ask, EventForm, Group
from foil.web.forms.ours import OURS
from foil.web.forms.records import RECORDS

__all__ = ["FORMS", "GROUPS", "HOW", "Ask", "EventForm", "Group"]

GROUPS: tuple[Group, ...] = (OURS, AGENCY, RECORDS, APPEAL, COURT)
FORMS: Mapping[str, EventForm] = {form.kind: form for group in GROUPS for form in group.forms}
