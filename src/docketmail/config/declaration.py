"""Every setting, once: its type, default, meaning and an example. One without a default is required.

Nothing here takes a login of a court: docketmail has none, and `mistakes.py` refuses what looks like
one. What the intake's and the fetcher's numbers rest on stands where they apply
(`adapters/intake/limits.py`, `adapters/fetcher.py`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
)

from docketmail.config.section import Section, derived, optional, preset, required
from docketmail.config.values import (
    AbsolutePath,
    Address,
    Count,
    DatabaseUrl,
    EndpointText,
    Host,
    HostOrAddress,
    LocalEndpointText,
    NameServer,
    Network,
    Port,
    ProxyUrl,
    Seconds,
    SocketPath,
    Tenant,
    Words,
    encrypted_unless_local,
    less_than,
    not_empty,
    not_with,
    together_with,
    tuple_of_list,
    unless,
)


class Trusted(Section):
    """A mail server of the firm, whose word on who sent a mail is believed (RFC 8601).

    It gives itself a name; or it is a connector of Microsoft 365, which gives none and has a certificate.
    """

    address: Network = required("Address that it connects from, or a network.", "192.0.2.25")
    certificate: Host | None = optional(
        "Name that the connector's TLS certificate must prove.", "mail.protection.outlook.com"
    )
    tenant: Annotated[Tenant | None, together_with("certificate")] = optional(
        "The firm's tenant id: all of Microsoft's customers connect with the same certificate.",
        "00000000-0000-0000-0000-000000000000",
    )
    authserv_id: Annotated[Host | None, unless("certificate")] = optional(
        "Name that the server gives itself in Authentication-Results; no other is believed.",
        "mx.example.com",
    )


def _with_tls(value: tuple[Trusted, ...], info: ValidationInfo) -> tuple[Trusted, ...]:
    if any(one.certificate for one in value) and info.data.get("tls_certificate", True) is None:
        raise ValueError("used with tls_certificate: a connector proves its name over TLS")
    return value


class Intake(Section):
    """The courts' mail comes in here, by SMTP."""

    listen: Annotated[tuple[EndpointText, ...], BeforeValidator(tuple_of_list), not_empty] = preset(
        "Addresses to listen on where systemd passes no socket.", ["0.0.0.0:25"]
    )
    hostname: Host = required(
        "Our name in the greeting, as in the MX record.", "notices.example.com"
    )
    message_bytes: Count = preset("Largest message.", 10 * 2**20)
    recipients: Annotated[int, Field(ge=100)] = preset(
        "Recipients of one message; RFC 5321 asks for 100 at least.", 100
    )
    connections: Count = preset("Connections at a time, all together.", 500)
    connections_per_peer: Count = preset(
        "Connections at a time from one IPv4 address or IPv6 /64.", 20
    )
    idle_seconds: Seconds = preset("Silence after which a client is sent away.", 300.0)
    message_seconds: Seconds = preset("Time for one message, however steadily it drips.", 600.0)
    tls_certificate: AbsolutePath | None = optional(
        "Certificate and chain (PEM) for STARTTLS; without one it is not offered.",
        "/etc/docketmail/intake.pem",
    )
    tls_key: Annotated[AbsolutePath | None, together_with("tls_certificate")] = optional(
        "File of the certificate's private key (PEM).", "/etc/docketmail/intake.key"
    )
    client_ca_file: AbsolutePath | None = optional(
        "Authorities to believe for connectors' certificates instead of the public ones (PEM).",
        "/etc/docketmail/connector-ca.pem",
    )
    trusted: Annotated[
        tuple[Trusted, ...], BeforeValidator(tuple_of_list), AfterValidator(_with_tls)
    ] = preset(
        "Mail servers of the firm that say who really sent a mail: known by the name that they give "
        "themselves, or, as a connector of Microsoft 365, by certificate and tenant. What comes from "
        "elsewhere is checked here.",
        [],
        [
            {"address": "192.0.2.25", "authserv_id": "mx.example.com"},
            {
                "address": "40.92.0.0/15",
                "certificate": "mail.protection.outlook.com",
                "tenant": "00000000-0000-0000-0000-000000000000",
            },
        ],
    )


class Senders(Section):
    """Who sent a mail that no trusted server spoke of: DKIM, SPF, DMARC and ARC, checked here with the DNS."""

    nameservers: Annotated[tuple[NameServer, ...], BeforeValidator(tuple_of_list)] = preset(
        "Name servers to ask instead of the system's; best one of your own that checks DNSSEC.",
        [],
        ["127.0.0.1:53"],
    )
    sealers: Annotated[tuple[Host, ...], BeforeValidator(tuple_of_list)] = preset(
        "Domains whose ARC seals are believed (RFC 8617), exactly: forwarders that change a mail, so that the "
        'court\'s own signature no longer fits. "microsoft.com" believes every customer of Microsoft 365: a '
        "connector of your own tenant (intake.trusted) is better, where you can have one.",
        [],
        ["microsoft.com"],
    )
    # A check takes four of these at most, and the last one begins half a minute before a letter is due.
    dns_seconds: Annotated[float, Field(gt=0, le=5)] = preset(
        "Time for each part of a check; what is not answered is asked again, and no failure.", 3.0
    )


class Storage(Section):
    """Where things are kept."""

    directory: AbsolutePath = preset(
        "Directory of the spool and of whatever is not elsewhere.", "/var/lib/docketmail"
    )
    ledger: DatabaseUrl = derived(
        "Database of the ledger; where left out, a SQLite file in the directory.",
        "postgresql://docketmail@db.example.com/ledger",
        lambda known: f"sqlite:///{known['directory']}/ledger.db",
    )
    keys: DatabaseUrl = derived(
        "Database of the wrapped keys, apart from the ledger: keep its backups few and short-lived.",
        "postgresql://docketmail@db.example.com/keys",
        lambda known: f"sqlite:///{known['directory']}/keys.db",
    )
    master_key: AbsolutePath = preset(
        "File of the master key, which `docketmail init` makes; keep a copy far from the backups.",
        "/etc/docketmail/master.key",
    )
    # Room for the ledger to record, and for a person to clean up, while mail waits at its sender.
    reserve_bytes: Annotated[int, Field(ge=0)] = preset(
        "Bytes of the disk that are left free; below, mail is put off (452).", 500_000_000
    )


class Court(Section):
    """How the courts' servers are asked: anonymously, once, and politely."""

    connect_to: dict[Host, EndpointText] = preset(
        "For a stand-in court: where a host is really reached, as curl's --connect-to.",
        {},
        {"ecf.example.uscourts.gov": "127.0.0.1:8443"},
    )
    ca_file: AbsolutePath | None = optional(
        "For a stand-in court: the only authorities to believe (PEM).",
        "/etc/docketmail/test-ca.pem",
    )
    proxy: Annotated[ProxyUrl | None, not_with("connect_to")] = optional(
        "Proxy that the courts are reached through.", "http://proxy.example.com:3128"
    )
    paper_bytes: Count = preset("Largest paper that is fetched.", 2**30)
    total_seconds: Seconds = preset("Time for one answer of a court.", 300.0)
    # No court documents a limit for anonymous looks. One request at a time and half a second between
    # them is gentle, and twenty attachments still fit into the two minutes.
    spacing_seconds: Annotated[float, Field(ge=0)] = preset(
        "Pause between two requests to one court.", 0.5
    )


class Relay(Section):
    """The firm's mail server, which takes our letters."""

    host: HostOrAddress = required("Its name.", "smtp.example.com")
    port: Port = preset("Its port; 587 is submission (RFC 6409).", 587)
    security: Annotated[Literal["starttls", "tls", "none"], encrypted_unless_local] = preset(
        'TLS from the start, after STARTTLS, or "none" on this machine alone.', "starttls"
    )
    username: Words | None = optional("Who we are there, where it asks.", "docketmail")
    password_file: Annotated[AbsolutePath | None, together_with("username")] = optional(
        "File of the password.", "/etc/docketmail/relay.password"
    )
    ca_file: AbsolutePath | None = optional(
        "Authorities to believe instead of the public ones (PEM).", "/etc/docketmail/relay-ca.pem"
    )
    mail_bytes: Annotated[int, Field(ge=100_000)] = preset(
        "Largest mail, where the relay does not ask for less.", 20_000_000
    )


class Mail(Section):
    """How our letters are addressed."""

    from_address: Address = required(
        "Sender of our letters; bounces and readers' answers go there.", "docketmail@example.com"
    )
    from_name: Words = preset("Sender's name.", "docketmail")
    answers_to: Address | None = optional(
        "Where answers go: an address of the intake's domain, whose mail comes here. An attorney who answers a "
        "letter with a missing paper hands it in. Where left out, answers go to the sender.",
        "answers@notices.example.com",
    )
    message_id_domain: Host = derived(
        "Right side of our Message-IDs; where left out, the sender's domain. Never change it: a letter "
        "that is sent again is known by its Message-ID.",
        "example.com",
        lambda known: str(known["from_address"]).partition("@")[2],
    )


class Telling(Section):
    """How fast people are told. All of it may be made faster, none of it slower."""

    tell_seconds: Annotated[float, Field(ge=10, le=120)] = preset(
        "From the 250 to the letter: two minutes at the most.", 120.0
    )
    decide_margin_seconds: Annotated[float, Field(ge=5), less_than("tell_seconds")] = preset(
        "Left of that for writing the letter, labelling and the relay.", 30.0
    )
    second_person_minutes: Annotated[float, Field(gt=0, le=30)] = preset(
        "Until a hold that nobody acknowledged goes to a second person.", 30.0
    )
    hook_hours: Annotated[float, Field(gt=0, le=2)] = preset(
        "Until it goes to the hook, which does not use the relay.", 2.0
    )
    hook: AbsolutePath | None = optional(
        "Program to run then, with the hold's id and reason.", "/usr/local/bin/page-operator"
    )


class Control(Section):
    """Where the commands talk to the running daemon."""

    socket: SocketPath = preset("Unix socket.", "/run/docketmail/control.sock")


class Metrics(Section):
    """Figures for Prometheus, at `GET /metrics`. They hold no name, address, docket text or link."""

    listen: LocalEndpointText | None = optional(
        "Loopback address, or path of a Unix socket; where left out there are none.",
        "127.0.0.1:9464",
    )


class Log(Section):
    """The log. It holds no name, address, docket text or link, whatever its level."""

    level: Literal["debug", "info", "warning", "error"] = preset("What is told.", "info")
    format: Literal["auto", "json", "console"] = preset(
        'JSON lines, or for a person; "auto" is console on a terminal.', "auto"
    )


class Config(Section):
    """The whole configuration."""

    intake: Intake
    senders: Senders
    storage: Storage
    court: Court
    relay: Relay
    mail: Mail
    telling: Telling
    control: Control
    metrics: Metrics
    log: Log
