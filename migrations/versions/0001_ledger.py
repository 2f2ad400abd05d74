"""The ledger's first tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


revision = "0001_ledger"
down_revision = None


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    kind = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
    return sa.Column(name, kind, nullable=nullable)


def identity() -> sa.Column[str]:
    """Sorted by its bytes, whatever the locale."""
    kind = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    return sa.Column("id", kind, primary_key=True)


def work() -> list[sa.Column[Any]]:
    return [
        moment("due_at", nullable=True),
        text("lease", nullable=True),
        moment("leased_until", nullable=True),
        number("attempts"),
    ]


def index_waiting(table: str) -> None:
    op.create_index(
        f"ix_{table}_due_at_leased_until",
        table,
        ["due_at", "leased_until"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def create_messages() -> None:
    op.create_table(
        "messages",
        identity(),
        text("digest"),
        moment("received_at"),
        text("peer"),
        text("helo"),
        text("certificate"),
        text("sender"),
        text("recipients"),
        text("ticket"),
        number("size"),
        text("findings"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("digest", name="uq_messages_digest"),
    )


def create_notices() -> None:
    op.create_table(
        "notices",
        identity(),
        *work(),
        text("message"),
        text("firm"),
        text("people"),
        text("state"),
        moment("tell_by"),
        text("court"),
        text("kind"),
        text("filing", nullable=True),
        text("waived"),
        number("chain_length"),
        text("chain_head"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    index_waiting("notices")
    op.create_index("ix_notices_filing", "notices", ["filing"])
    op.create_index("ix_notices_lease", "notices", ["lease"])
    op.create_index("ix_notices_message", "notices", ["message"])


def create_looks() -> None:
    op.create_table(
        "looks",
        identity(),
        *work(),
        text("key"),
        text("host"),
        text("notice"),
        number("position"),
        text("system"),
        sa.Column("announced", sa.Boolean(), nullable=False),
        text("document"),
        moment("ends_at"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        text("closed"),
        text("state"),
        text("refusal"),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
        sa.UniqueConstraint("key", name="uq_looks_key"),
    )
    index_waiting("looks")
    op.create_index("ix_looks_lease", "looks", ["lease"])
    op.create_index("ix_looks_notice", "looks", ["notice"])


def create_look_watches() -> None:
    op.create_table(
        "look_watches",
        identity(),
        *work(),
        text("look"),
        text("notice"),
        sa.PrimaryKeyConstraint("id", name="pk_look_watches"),
    )
    index_waiting("look_watches")
    op.create_index("ix_look_watches_lease", "look_watches", ["lease"])
    op.create_index("ix_look_watches_look", "look_watches", ["look"])


def create_filings() -> None:
    op.create_table(
        "filings",
        identity(),
        *work(),
        text("firm"),
        text("key"),
        text("court"),
        text("kind"),
        text("notice"),
        text("people"),
        text("earlier", nullable=True),
        text("state"),
        moment("tell_by"),
        sa.PrimaryKeyConstraint("id", name="pk_filings"),
        sa.UniqueConstraint("firm", "key", name="uq_filings_firm_key"),
    )
    index_waiting("filings")
    op.create_index("ix_filings_lease", "filings", ["lease"])


def create_filing_cases() -> None:
    op.create_table(
        "filing_cases",
        identity(),
        text("filing"),
        text("firm"),
        text("court"),
        text("number"),
        text("document_number", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_filing_cases"),
    )
    op.create_index(
        "ix_filing_cases_court_document_number", "filing_cases", ["court", "document_number"]
    )
    op.create_index("ix_filing_cases_filing", "filing_cases", ["filing"])
    op.create_index(
        "ix_filing_cases_firm_court_number", "filing_cases", ["firm", "court", "number"]
    )


def create_papers() -> None:
    op.create_table(
        "papers",
        identity(),
        text("filing"),
        text("look", nullable=True),
        text("case"),
        number("index"),
        text("document_id"),
        text("description"),
        text("state"),
        text("reason"),
        text("ticket", nullable=True),
        text("digest", nullable=True),
        number("size", nullable=True),
        number("pages", nullable=True),
        number("listed_size", nullable=True),
        text("supplied_by"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_digest", "papers", ["digest"])
    op.create_index("ix_papers_filing", "papers", ["filing"])
    op.create_index("ix_papers_look", "papers", ["look"])
    op.create_index("ix_papers_state", "papers", ["state"])


def create_attempts() -> None:
    op.create_table(
        "attempts",
        identity(),
        text("look"),
        number("number"),
        number("step"),
        number("paper", nullable=True),
        text("ticket"),
        moment("started_at"),
        moment("ended_at", nullable=True),
        text("outcome"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("look", "number", name="uq_attempts_look_number"),
    )


def create_court_turns() -> None:
    op.create_table(
        "court_turns",
        identity(),
        text("lease", nullable=True),
        moment("leased_until", nullable=True),
        moment("free_from", nullable=True),
        number("failures"),
        sa.PrimaryKeyConstraint("id", name="pk_court_turns"),
    )


def create_court_habits() -> None:
    op.create_table(
        "court_habits",
        identity(),
        number("seen"),
        text("lacked"),
        sa.PrimaryKeyConstraint("id", name="pk_court_habits"),
    )


def create_letters() -> None:
    op.create_table(
        "letters",
        identity(),
        *work(),
        text("firm"),
        text("filing", nullable=True),
        text("notice"),
        text("reader"),
        text("kind"),
        number("revision"),
        text("state"),
        text("papers"),
        text("cases"),
        text("rule"),
        text("facts"),
        moment("written_at"),
        moment("sent_at", nullable=True),
        number("code", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint(
            "notice", "reader", "kind", "revision", name="uq_letters_notice_reader_kind_revision"
        ),
    )
    index_waiting("letters")
    op.create_index("ix_letters_filing", "letters", ["filing"])
    op.create_index("ix_letters_lease", "letters", ["lease"])
    op.create_index("ix_letters_notice", "letters", ["notice"])


def create_holds() -> None:
    op.create_table(
        "holds",
        identity(),
        *work(),
        text("firm"),
        text("notice"),
        text("rule"),
        text("reason"),
        text("state"),
        moment("raised_at"),
        number("level"),
        text("by"),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
    )
    index_waiting("holds")
    op.create_index("ix_holds_lease", "holds", ["lease"])
    op.create_index("ix_holds_notice", "holds", ["notice"])
    op.create_index("ix_holds_state", "holds", ["state"])


def create_events() -> None:
    op.create_table(
        "events",
        identity(),
        text("chain"),
        number("place"),
        moment("at"),
        text("event"),
        text("subject"),
        text("data"),
        text("before"),
        text("digest"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("chain", "place", name="uq_events_chain_place"),
    )
    op.create_index("ix_events_subject", "events", ["subject"])


def create_runs() -> None:
    op.create_table(
        "runs",
        identity(),
        text("node"),
        moment("started_at"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_node_ended_at", "runs", ["node", "ended_at"])


def create_rosters() -> None:
    op.create_table(
        "rosters",
        identity(),
        number("version"),
        moment("applied_at"),
        text("by"),
        text("document"),
        sa.PrimaryKeyConstraint("id", name="pk_rosters"),
        sa.UniqueConstraint("version", name="uq_rosters_version"),
    )


def create_tombstones() -> None:
    op.create_table(
        "tombstones",
        identity(),
        text("firm"),
        text("paper"),
        text("filing"),
        text("digest"),
        text("document"),
        moment("at"),
        text("by"),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_digest", "tombstones", ["digest"])
    op.create_index("ix_tombstones_document", "tombstones", ["document"])


def upgrade() -> None:
    create_messages()
    create_notices()
    create_looks()
    create_look_watches()
    create_filings()
    create_filing_cases()
    create_papers()
    create_attempts()
    create_court_turns()
    create_court_habits()
    create_letters()
    create_holds()
    create_events()
    create_runs()
    create_rosters()
    create_tombstones()


def downgrade() -> None:
    for table in (
        "messages",
        "notices",
        "looks",
        "look_watches",
        "filings",
        "filing_cases",
        "papers",
        "attempts",
        "court_turns",
        "court_habits",
        "letters",
        "holds",
        "events",
        "runs",
        "rosters",
        "tombstones",
    ):
        op.drop_table(table)
