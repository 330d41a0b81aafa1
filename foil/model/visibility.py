"""Who may see which rows: every query and every load of a matter's or a request's rows passes
through `visible`.

A request of a matter is seen by the matter's members. A request of no matter is seen by everyone
in the office, unless it is marked private: then by its owner, deputy, signer and maker.
Administrators see no matter they are not members of. A campaign is seen by whoever made it or may
see one of its requests; its ask with it, and the agencies it asks, but for those whose request they
may not see. A calendar feed, a sheet being brought in, a hand-over and what was done to
many requests at once are seen by whoever made them; a saved view too, unless it is the office's. A
file on its way in is seen by whoever brings it, for as long as they may see its request. A relation
between two requests is seen by whoever may see both. A reply of no request yet is seen by whoever
brought it, and by whoever may see a request it may be of; one that fits none, by whoever opens the
mail. What came is seen by whoever may see a reply on it, or brought it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BinaryExpression,
    BooleanClauseList,
    Column,
    ColumnElement,
    FromClause,
    Join,
    Select,
    Table,
    and_,
    exists,
    false,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import operators

from foil.errors import NotFound
from foil.model.tables import (
    Arrival,
    Base,
    BulkChange,
    Campaign,
    CampaignAsk,
    CampaignRecipient,
    CampaignRequest,
    Feed,
    Handed,
    HandOver,
    Matter,
    MatterMember,
    Person,
    Relation,
    Reply,
    ReplyCandidate,
    Request,
    SavedView,
    SheetImport,
    SheetRow,
    Upload,
)

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])
Row = TypeVar("Row", bound=Base)

OWNING = aliased(Request)
"""The request that a row belongs to, within a subquery. Made once: making it takes longer than the
query does."""
OF_IT = aliased(Reply)
"""A reply on an arrival, within a subquery."""
MAY_BE = aliased(ReplyCandidate)
"""A request that a reply may be of, within a subquery."""
ONE: ColumnElement[int] = literal_column("1")


def visible(statement: Statement, person: Person) -> Statement:
    """The statement, limited to rows that `person` may see.

    Each table in its FROM that is, or belongs to, a request or a matter is limited, whatever it
    is joined to: by its own request, or by the request it is joined to on its `request_id`.
    Raises TypeError for a statement that shows no such table by its own name: then this function
    could not do its work.
    """
    froms = _froms(statement)
    tables = [table for clause in froms for table in _joined(clause)]
    with_request = any(table.name == Request.__tablename__ for table in tables)
    bound = set(_bound(froms)) - {Upload.__tablename__} if with_request else set()
    free = [table for table in tables if table.name not in bound]
    rules = [rule for table in free if (rule := _rule(table, person)) is not None]
    if not rules:
        raise TypeError("visible() was given a statement without a table that it guards")
    return statement.where(*rules)


def may_see(person: Person, request: type[Request] = Request) -> ColumnElement[bool]:
    """The condition under which `person` may see a row of `request` (or an alias of it)."""
    own = or_(
        request.owner_id == person.id,
        request.deputy_id == person.id,
        request.signer_id == person.id,
        request.made_by == person.id,
    )
    return or_(
        and_(request.matter_id.is_(None), or_(request.private.is_(False), own)),
        request.matter_id.in_(_matters(person)),
    )


def find(session: Session, statement: Select[Row], person: Person, says: str) -> Row:
    """The one row of the statement that `person` may see.

    Raises NotFound with the sentence `says` where there is none, or none for this person: the two
    cannot be told apart.
    """
    row = session.scalars(visible(statement, person)).one_or_none()
    if row is None:
        raise NotFound(says)
    return row


def find_request(session: Session, person: Person, number: str) -> Request:
    """The request with this number. Raises NotFound where `person` may see none."""
    says = f"There is no request {number!r} that you may see; look for it among the requests."
    wanted = select(Request).where(Request.number == number.strip().upper())
    return find(session, wanted, person, says)


def _froms(statement: Select[*tuple[Any, ...]]) -> Sequence[FromClause]:
    """What the statement selects from. It is asked with one plain column for all its own, which it
    would compile to say so: that would take five times as long."""
    return statement.with_only_columns(ONE, maintain_column_froms=True).get_final_froms()


def _joined(clause: FromClause) -> Iterator[Table]:
    if isinstance(clause, Join):
        yield from _joined(clause.left)
        yield from _joined(clause.right)
    elif isinstance(clause, Table):
        yield clause
    else:
        raise TypeError(f"visible() cannot look inside {clause}: name the tables themselves")


def _bound(froms: Iterable[FromClause]) -> Iterator[str]:
    """Tables joined to the request they belong to: the limit on Request limits them too.

    Only an inner join on exactly that, alone or joined with more by AND, counts.
    """
    for clause in froms:
        while isinstance(clause, Join):
            if not clause.isouter and not clause.full:
                yield from filter(None, map(_own_request, _conditions(clause.onclause)))
            clause = clause.left


def _conditions(onclause: ColumnElement[bool] | None) -> Iterator[ColumnElement[Any]]:
    if isinstance(onclause, BooleanClauseList) and onclause.operator is operators.and_:
        for part in onclause.clauses:
            yield from _conditions(part)
    elif onclause is not None:
        yield onclause


def _own_request(condition: ColumnElement[Any]) -> str | None:
    """The table of `table.request_id = request.id`, either way round."""
    if not isinstance(condition, BinaryExpression) or condition.operator is not operators.eq:
        return None
    sides = (condition.left, condition.right)
    for own, other in (sides, sides[::-1]):
        if isinstance(own, Column) and isinstance(other, Column) and own.name == "request_id":
            names = own.table, other.table
            if other.name == "id" and all(isinstance(each, Table) for each in names):
                return own.table.name if other.table.name == Request.__tablename__ else None
    return None


def _rule(table: Table, person: Person) -> ColumnElement[bool] | None:
    if table.name == Request.__tablename__:
        return may_see(person)
    if (own := _own_rule(table, person)) is not None:
        return own
    if "request_id" in table.c:
        seen = _sees(table.c.request_id, person)
        mine = table.name == Upload.__tablename__
        return and_(table.c.person_id == person.id, seen) if mine else seen
    if "matter_id" in table.c:
        return table.c.matter_id.in_(_matters(person))
    return None


def _own_rule(table: Table, person: Person) -> ColumnElement[bool] | None:
    """The rule of a table that is not seen by its request or matter alone."""
    rule = OWN_RULES.get(table.name)
    return None if rule is None else rule(table, person)


def _of_a_campaign(table: Table, person: Person) -> ColumnElement[bool]:
    """A campaign, its ask, and the agencies it asks: not those whose request one may not see."""
    if table.name == Campaign.__tablename__:
        return or_(_made_by(table, person), table.c.id.in_(_campaigns(person)))
    mine = select(Campaign.id).where(Campaign.made_by == person.id).correlate(None)
    seen = or_(table.c.campaign_id.in_(mine), table.c.campaign_id.in_(_campaigns(person)))
    if table.name == CampaignAsk.__tablename__:
        return seen
    return or_(and_(table.c.request_id.is_(None), seen), _sees(table.c.request_id, person))


def _of_a_reply(reply: Any, person: Person) -> ColumnElement[bool]:
    """A reply with a request, as the request; any other as the module says."""
    columns = getattr(reply, "c", reply)
    candidates = exists().where(MAY_BE.reply_id == columns.id)
    may_be_of = candidates.where(_sees(MAY_BE.request_id, person))
    opened = ~candidates if person.opens_mail else false()
    loose = or_(columns.brought_by == person.id, may_be_of, opened)
    return or_(_sees(columns.request_id, person), and_(columns.request_id.is_(None), loose))


def _of_an_arrival(table: Table, person: Person) -> ColumnElement[bool]:
    seen = select(OF_IT.arrival_id).where(_of_a_reply(OF_IT, person))
    return or_(table.c.brought_by == person.id, table.c.id.in_(seen))


def _made_by(table: Table, person: Person) -> ColumnElement[bool]:
    return table.c.made_by == person.id


def _sees(request: Any, person: Person) -> ColumnElement[bool]:
    """Whether the person may see the request with the id in that column."""
    return exists().where(OWNING.id == request, may_see(person, OWNING))


def _matters(person: Person) -> Select[int]:
    return select(MatterMember.matter_id).where(MatterMember.person_id == person.id)


def _campaigns(person: Person) -> Select[int]:
    """The campaigns with a request that the person may see."""
    held = select(CampaignRequest.campaign_id).join(OWNING, OWNING.id == CampaignRequest.request_id)
    return held.where(may_see(person, OWNING))


def _of_what_they_made(table: Table, person: Person) -> ColumnElement[bool]:
    """The rows of a sheet or of a hand-over, with whoever made it."""
    if table.name == SheetRow.__tablename__:
        sheets = select(SheetImport.id).where(SheetImport.made_by == person.id)
        return table.c.import_id.in_(sheets)
    hand_overs = select(HandOver.id).where(HandOver.made_by == person.id)
    return table.c.hand_over_id.in_(hand_overs)


def _of_a_view(table: Table, person: Person) -> ColumnElement[bool]:
    return or_(_made_by(table, person), table.c.office)


def _of_a_feed(table: Table, person: Person) -> ColumnElement[bool]:
    return table.c.person_id == person.id


def _of_a_matter(table: Table, person: Person) -> ColumnElement[bool]:
    return table.c.id.in_(_matters(person))


def _of_a_relation(table: Table, person: Person) -> ColumnElement[bool]:
    return and_(_sees(table.c.from_id, person), _sees(table.c.to_id, person))


OWN_RULES: Mapping[str, Callable[[Table, Person], ColumnElement[bool]]] = {
    Arrival.__tablename__: _of_an_arrival,
    BulkChange.__tablename__: _made_by,
    Campaign.__tablename__: _of_a_campaign,
    CampaignAsk.__tablename__: _of_a_campaign,
    CampaignRecipient.__tablename__: _of_a_campaign,
    Feed.__tablename__: _of_a_feed,
    Handed.__tablename__: _of_what_they_made,
    HandOver.__tablename__: _made_by,
    Matter.__tablename__: _of_a_matter,
    Relation.__tablename__: _of_a_relation,
    Reply.__tablename__: _of_a_reply,
    SavedView.__tablename__: _of_a_view,
    SheetImport.__tablename__: _made_by,
    SheetRow.__tablename__: _of_what_they_made,
}
"""The rule of each table that is not seen by its request or matter alone."""
