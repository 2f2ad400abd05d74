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


def create_firm_chains() -> None:
    op.create_table(
        "firm_chains",
        identity(),
        number("chain_length"),
        text("chain_head"),
        sa.PrimaryKeyConstraint("id", name="pk_firm_chains"),
    )


def create_policy_changes() -> None:
    op.create_table(
        "policy_changes",
        identity(),
        text("firm"),
        text("setting"),
        text("before"),
        text("after"),
        text("by"),
        moment("announced_at"),
        moment("effective_at"),
        moment("in_force_at", nullable=True),
        moment("withdrawn_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_policy_changes"),
    )
    op.create_index("ix_policy_changes_firm", "policy_changes", ["firm"])


def create_shipped_rules() -> None:
    op.create_table(
        "shipped_rules",
        identity(),
        moment("recorded_at"),
        text("rules"),
        sa.PrimaryKeyConstraint("id", name="pk_shipped_rules"),
    )


def create_decisions() -> None:
    op.create_table(
        "decisions",
        identity(),
        text("filing"),
        text("reader"),
        text("fate"),
        text("cases"),
        text("rule"),
        moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_filing", "decisions", ["filing"])


def create_release_requests() -> None:
    op.create_table(
        "release_requests",
        identity(),
        text("firm"),
        text("notice"),
        text("hold"),
        text("papers"),
        text("waives"),
        text("by"),
        text("why"),
        moment("asked_at"),
        moment("expires_at"),
        moment("answered_at", nullable=True),
        text("answered_by"),
        text("answer"),
        sa.PrimaryKeyConstraint("id", name="pk_release_requests"),
    )
    op.create_index("ix_release_requests_notice", "release_requests", ["notice"])


def create_appearances() -> None:
    op.create_table(
        "appearances",
        identity(),
        text("firm"),
        text("court"),
        text("case"),
        text("person"),
        text("since"),
        text("ground"),
        text("by"),
        moment("at"),
        text("withdrawn"),
        text("withdrawn_by"),
        text("withdrawn_why"),
        sa.PrimaryKeyConstraint("id", name="pk_appearances"),
    )
    op.create_index("ix_appearances_firm_court_case", "appearances", ["firm", "court", "case"])


def create_held_cases() -> None:
    op.create_table(
        "held_cases",
        identity(),
        text("hold"),
        text("firm"),
        text("court"),
        text("case"),
        text("printed"),
        sa.PrimaryKeyConstraint("id", name="pk_held_cases"),
    )
    op.create_index("ix_held_cases_firm_court_case", "held_cases", ["firm", "court", "case"])
    op.create_index("ix_held_cases_hold", "held_cases", ["hold"])


def create_envelope_stages() -> None:
    op.create_table(
        "envelope_stages",
        identity(),
        text("firm"),
        text("envelope"),
        text("filing"),
        text("kind"),
        sa.PrimaryKeyConstraint("id", name="pk_envelope_stages"),
    )
    op.create_index("ix_envelope_stages_firm_envelope", "envelope_stages", ["firm", "envelope"])


def create_matters() -> None:
    op.create_table(
        "matters",
        identity(),
        text("firm"),
        text("source"),
        text("name"),
        text("cases"),
        text("readers"),
        text("modes"),
        text("outside"),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
    )
    op.create_index("ix_matters_firm_source", "matters", ["firm", "source"])


def create_matter_cases() -> None:
    op.create_table(
        "matter_cases",
        identity(),
        text("firm"),
        text("court"),
        text("number"),
        text("pattern"),
        text("matter"),
        sa.PrimaryKeyConstraint("id", name="pk_matter_cases"),
    )
    op.create_index(
        "ix_matter_cases_firm_court_number", "matter_cases", ["firm", "court", "number"]
    )


def create_matter_imports() -> None:
    op.create_table(
        "matter_imports",
        identity(),
        text("firm"),
        number("version"),
        moment("at"),
        text("by"),
        number("matters"),
        sa.PrimaryKeyConstraint("id", name="pk_matter_imports"),
    )
    op.create_index("ix_matter_imports_firm", "matter_imports", ["firm"])


def create_roster_heads() -> None:
    op.create_table(
        "roster_heads",
        identity(),
        number("version"),
        text("document"),
        sa.PrimaryKeyConstraint("id", name="pk_roster_heads"),
    )


def create_case_relations() -> None:
    op.create_table(
        "case_relations",
        identity(),
        text("firm"),
        text("court"),
        text("number"),
        text("relation"),
        text("of_court"),
        text("of_number"),
        text("by"),
        moment("at"),
        moment("ended_at", nullable=True),
        text("ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_case_relations"),
    )
    op.create_index(
        "ix_case_relations_firm_court_number", "case_relations", ["firm", "court", "number"]
    )
    op.create_index(
        "ix_case_relations_firm_of_court_of_number",
        "case_relations",
        ["firm", "of_court", "of_number"],
    )


def create_case_decisions() -> None:
    op.create_table(
        "case_decisions",
        identity(),
        text("firm"),
        text("court"),
        text("case"),
        text("decision"),
        text("word"),
        text("by"),
        moment("at"),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_case_decisions"),
    )
    op.create_index(
        "ix_case_decisions_firm_court_case", "case_decisions", ["firm", "court", "case"]
    )


def create_seen_cases() -> None:
    op.create_table(
        "seen_cases",
        identity(),
        text("firm"),
        text("court"),
        text("case"),
        text("printed"),
        text("filing"),
        moment("at"),
        sa.Column("classified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seen_cases"),
        sa.UniqueConstraint("firm", "court", "case", name="uq_seen_cases_firm_court_case"),
    )
    op.create_index("ix_seen_cases_firm_classified", "seen_cases", ["firm", "classified"])
    op.create_index("ix_seen_cases_filing", "seen_cases", ["filing"])


def create_followed() -> None:
    op.create_table(
        "followed",
        identity(),
        text("filing"),
        text("firm"),
        text("of"),
        sa.PrimaryKeyConstraint("id", name="pk_followed"),
    )
    op.create_index("ix_followed_filing", "followed", ["filing"])
    op.create_index("ix_followed_of", "followed", ["of"])


def create_court_warnings() -> None:
    op.create_table(
        "court_warnings",
        identity(),
        text("firm"),
        text("court"),
        text("filing"),
        moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_court_warnings"),
        sa.UniqueConstraint("firm", "court", name="uq_court_warnings_firm_court"),
    )


def upgrade() -> None:
    """The tables of courts' mail, then those of a firm's own word."""
    create_mail()
    create_firms()


def create_mail() -> None:
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


def create_firms() -> None:
    create_firm_chains()
    create_policy_changes()
    create_shipped_rules()
    create_decisions()
    create_release_requests()
    create_appearances()
    create_held_cases()
    create_envelope_stages()
    create_followed()
    create_court_warnings()
    create_matters()
    create_matter_cases()
    create_matter_imports()
    create_roster_heads()
    create_case_relations()
    create_case_decisions()
    create_seen_cases()


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
        "firm_chains",
        "policy_changes",
        "shipped_rules",
        "decisions",
        "release_requests",
        "appearances",
        "held_cases",
        "envelope_stages",
        "followed",
        "court_warnings",
        "matters",
        "matter_cases",
        "matter_imports",
        "roster_heads",
        "case_relations",
        "case_decisions",
        "seen_cases",
    ):
        op.drop_table(table)
