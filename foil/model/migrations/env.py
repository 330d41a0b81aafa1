"""What Alembic runs around the migrations: the connection is the caller's, in its transaction."""

from alembic import context

from foil.model.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
