"""Runs one history of migrations on the connection that `docketmail.adapters.schema` hands over."""

from __future__ import annotations

from alembic import context


attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    version_table=attributes["version_table"],
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
