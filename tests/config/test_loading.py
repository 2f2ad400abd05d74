from __future__ import annotations

import tomllib
from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st
from pydantic import ValidationError

from docketmail.adapters.fetcher import FetchLimits
from docketmail.adapters.intake import Limits
from docketmail.config import Config, ConfigError, Mistake, load, parse


MICROSOFT = "mail.protection.outlook.com"
TENANT = "1a2b3c4d-0000-4000-8000-00000000abcd"
CONNECTOR = f'address = "10.0.0.1", certificate = "{MICROSOFT}"'
TLS = 'tls_certificate = "/c"\ntls_key = "/k"'

LEAST = """
[intake]
hostname = "notices.firm.example"
[relay]
host = "smtp.firm.example"
[mail]
from_address = "docketmail@firm.example"
"""

TEN_MISTAKES = """
[intake]
hostname = 25
recipient = 200
listen = ["0.0.0.0"]
tls_certificate = "/etc/docketmail/intake.pem"

[storage]
directory = "var/lib"
ledger = "postgresql://docketmail:CANARY@db.firm.example/ledger"

[relay]
port = "587"
security = "none"
host = "smtp.firm.example"
password_file = "CANARY"

[telling]
tell_seconds = 600
"""

CANARY = "CANARY"


def mistakes_of(text: str) -> list[Mistake]:
    with pytest.raises(ConfigError) as caught:
        parse(tomllib.loads(text))
    return caught.value.mistakes


def mistake_of(text: str) -> Mistake:
    """The only mistake of a configuration that has what it must have, and these lines."""
    [mistake] = mistakes_of(LEAST + text)
    return mistake


def config_of(text: str) -> Config:
    return parse(tomllib.loads(LEAST + text))


def test_what_must_be_set_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(LEAST)
    config = load(path)

    assert config.relay.port == 587
    assert config.intake.listen == (("0.0.0.0", 25),)  # noqa: S104
    assert config.storage.ledger == "sqlite:////var/lib/docketmail/ledger.db"
    assert config.mail.message_id_domain == "firm.example"


def test_a_directory_moves_the_databases_with_it() -> None:
    config = config_of('[storage]\ndirectory = "/srv/mail"')

    assert config.storage.ledger == "sqlite:////srv/mail/ledger.db"
    assert config.storage.keys == "sqlite:////srv/mail/keys.db"


def test_a_configuration_cannot_be_changed() -> None:
    config = config_of("")

    with pytest.raises(ValidationError, match="frozen"):
        config.relay.port = 25


def test_ten_mistakes_are_told_at_once_and_each_by_name() -> None:
    mistakes = mistakes_of(TEN_MISTAKES)

    assert {mistake.key for mistake in mistakes} == {
        "intake.hostname",
        "intake.recipient",
        "intake.listen[0]",
        "intake.tls_key",
        "storage.directory",
        "storage.ledger",
        "relay.port",
        "relay.security",
        "relay.password_file",
        "telling.tell_seconds",
        "mail.from_address",
    }
    assert len(str(ConfigError(mistakes)).splitlines()) == len(mistakes) == 11


def test_no_secret_is_shown() -> None:
    assert CANARY not in str(ConfigError(mistakes_of(TEN_MISTAKES)))


@pytest.mark.parametrize(
    "text",
    [
        '[relayy]\npassword = "CANARY"',
        '[more]\nwhatever = "CANARY"',
        '[storage]\nmaster_key = "CANARY"',
        '[storage]\nkeys = "postgresql://host/name?password=CANARY"',
        '[court]\nproxy = "http://me:CANARY@proxy.firm.example"',
        '[court]\nproxy = "http://CANARY@proxy.firm.example"',
        '[intake]\ntls_key = """-----BEGIN\nCANARY"""',
        '[court]\npassword = "CANARY"',
        '[court.pacer]\nanything = "CANARY"',
        '[relay]\npassword = "CANARY"',
        '[relay]\npassword_file = ["CANARY"]',
        '[relay]\nhost = "docketmail:CANARY@smtp.firm.example"',
    ],
)
def test_no_secret_is_shown_wherever_it_was_put(text: str) -> None:
    assert CANARY not in str(ConfigError(mistakes_of(text)))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[court]\nusername = "counsel"', "court.username"),
        ('[court]\npassword_file = "/etc/secret"', "court.password_file"),
        ('[court]\nlogin = "counsel"', "court.login"),
        ('[court]\ncookie = "x"', "court.cookie"),
        ('[court]\nPACER_user = "x"', "court.PACER_user"),
        ('[court.credentials]\nname = "x"', "court.credentials"),
        ('[pacer]\nname = "x"', "pacer"),
        ('[cmecf]\nname = "x"', "cmecf"),
        ('[log]\nnyscef_account = "x"', "log.nyscef_account"),
        ('[court]\nca_file = "/PacerSession"', "court.ca_file"),
        ('[court]\nproxy = "https://pacer.login.uscourts.gov"', "court.proxy"),
        ('[log]\nlevel = "https://me:you@ecf.test.uscourts.gov"', "log.level"),
        (
            '[court.connect_to]\n"ecf.test.uscourts.gov" = "me://a:b@ecf.test.uscourts.gov"',
            "court.connect_to.ecf.test.uscourts.gov",
        ),
    ],
)
def test_a_courts_login_is_refused_wherever_it_stands(text: str, key: str) -> None:
    mistake = mistake_of(text)

    assert mistake.key == key
    assert mistake.right == "must be removed: docketmail never holds a court login"
    assert mistake.value == "(not shown)"


def test_the_relays_own_login_is_no_courts_login() -> None:
    login = 'username = "firm"\npassword_file = "/run/secret"\n[mail]'
    config = parse(tomllib.loads(LEAST.replace("[mail]", login)))

    assert config.relay.username == "firm"


def test_a_courts_host_that_is_named_after_its_system_may_stand_in() -> None:
    config = config_of('[court.connect_to]\n"pacer.test.example" = "[::1]:8443"')

    assert config.court.connect_to == {"pacer.test.example": ("::1", 8443)}


def test_a_slip_of_the_finger_is_told_what_was_meant() -> None:
    mistake = mistake_of("[storage]\nreserve_byte = 5")

    assert str(mistake) == ("storage.reserve_byte = 5: is no setting; did you mean reserve_bytes?")


def test_a_key_of_nothing_known_is_told_what_there_is() -> None:
    assert mistake_of("[log]\nzzz = 5").right == "is no setting; there are level, format"
    assert mistake_of("[graphs]\nport = 5").right.startswith("is no setting; there are intake,")


@pytest.mark.parametrize(
    ("text", "key", "right"),
    [
        ('[log]\nlevel = "loud"', "log.level", "must be 'debug', 'info', 'warning' or 'error'"),
        ("[court]\npaper_bytes = 0", "court.paper_bytes", "must be greater than 0"),
        ('[court]\npaper_bytes = "9"', "court.paper_bytes", "must be a valid integer"),
        ("[court]\npaper_bytes = true", "court.paper_bytes", "must be a valid integer"),
        ("[court]\ntotal_seconds = inf", "court.total_seconds", "must be a finite number"),
        ("[court]\nconnect_to = 5", "court.connect_to", "must be a table, [court.connect_to]"),
        ('[court.connect_to]\nlocalhost = "a:1"', "court.connect_to.localhost", "a full host name"),
        ('[court]\nproxy = "socks5://a:1"', "court.proxy", "must be http://host:port"),
        ('[court]\nproxy = "http://a:x"', "court.proxy", "must be a URL"),
        ("[telling]\ntell_seconds = 120.5", "telling.tell_seconds", "less than or equal to 120"),
        ("[telling]\ntell_seconds = 20", "telling.decide_margin_seconds", "less than tell_seconds"),
        ('[telling]\nhook = "page --all"', "telling.hook", "an absolute path"),
        ('[storage]\nledger = "mysql://a/b"', "storage.ledger", "sqlite:////absolute/path or"),
        ('[storage]\nledger = "sqlite:///b"', "storage.ledger", "sqlite:////absolute/path or"),
        ("log = 5\n", "log", "must be a table, [log]"),
        ('[metrics]\nlisten = "0.0.0.0:9464"', "metrics.listen", "on this machine"),
        ('[metrics]\nlisten = "figures.example.com:9464"', "metrics.listen", "on this machine"),
        ('[metrics]\nlisten = "[::]:9464"', "metrics.listen", "on this machine"),
        ('[metrics]\nlisten = "127.0.0.1"', "metrics.listen", "host:port"),
        ("[metrics]\nlisten = 9464", "metrics.listen", "host:port"),
        (f'[metrics]\nlisten = "/{"x" * 107}"', "metrics.listen", "at most 107 bytes"),
        (f'[control]\nsocket = "/{"x" * 107}"', "control.socket", "at most 107 bytes"),
    ],
)
def test_a_wrong_value_is_told_what_would_be_right(text: str, key: str, right: str) -> None:
    [mistake] = mistakes_of(text + LEAST if text.startswith("log =") else LEAST + text)

    assert mistake.key == key
    assert right in mistake.right


@pytest.mark.parametrize(
    ("lines", "key", "right"),
    [
        ("listen = []", "intake.listen", "must be one at the least"),
        ('listen = ["::1:25"]', "intake.listen[0]", "an IPv6 address in brackets"),
        ('listen = ["mail:0"]', "intake.listen[0]", "host:port"),
        ('listen = ["mail:65536"]', "intake.listen[0]", "host:port"),
        ('listen = "0.0.0.0:25"', "intake.listen", "must be a valid array"),
        ("listen = [25]", "intake.listen[0]", "host:port"),
        ("recipients = 99", "intake.recipients", "greater than or equal to 100"),
        ('tls_key = "/k"', "intake.tls_key", "set together with tls_certificate"),
        ('tls_certificate = "/c"', "intake.tls_key", "set together with tls_certificate"),
        ("trusted = [5]", "intake.trusted[0]", "must be a table"),
        (
            'trusted = [{ address = "10.0.0.1/8", authserv_id = "mx.firm.example" }]',
            "intake.trusted[0].address",
            "with no bits behind",
        ),
        (
            'trusted = [{ address = "10.0.0.0/8" }]',
            "intake.trusted[0].authserv_id",
            "must be set where certificate is not, and left out where it is. Name that the server gives",
        ),
        (
            f'trusted = [{{ address = "10.0.0.1", certificate = "{MICROSOFT}" }}]\n{TLS}',
            "intake.trusted[0].tenant",
            "must be set together with certificate",
        ),
        (
            f'trusted = [{{ address = "10.0.0.1", authserv_id = "mx.firm.example", tenant = "{TENANT}" }}]',
            "intake.trusted[0].tenant",
            "must be set together with certificate",
        ),
        (
            f'trusted = [{{ {CONNECTOR}, tenant = "ours" }}]\n{TLS}',
            "intake.trusted[0].tenant",
            "the id of a tenant, as 00000000-",
        ),
        (
            f'trusted = [{{ {CONNECTOR}, tenant = "{TENANT}", authserv_id = "mx.firm.example" }}]\n{TLS}',
            "intake.trusted[0].authserv_id",
            "left out where it is",
        ),
        (
            f'trusted = [{{ {CONNECTOR}, tenant = "{TENANT}" }}]',
            "intake.trusted",
            "used with tls_certificate",
        ),
        (
            'trusted = [{ address = "10.0.0.1", authserv_id = "mx.firm.example", adress = 1 }]',
            "intake.trusted[0].adress",
            "did you mean address?",
        ),
    ],
)
def test_what_is_wrong_at_the_intake_is_told(lines: str, key: str, right: str) -> None:
    [mistake] = mistakes_of(LEAST.replace("[relay]", f"{lines}\n[relay]"))

    assert mistake.key == key
    assert right in mistake.right


@pytest.mark.parametrize(
    "address", ["counsel", "a b@firm.example", "a@", "@firm.example", "a@b@c d"]
)
def test_what_is_no_mail_address_is_told(address: str) -> None:
    [mistake] = mistakes_of(LEAST.replace("docketmail@firm.example", address))

    assert mistake.key == "mail.from_address"
    assert "must be a mail address" in mistake.right


def test_a_sender_needs_a_full_domain_for_message_ids() -> None:
    [mistake] = mistakes_of(LEAST.replace("docketmail@firm.example", "docketmail@firm"))

    assert mistake.key == "mail.message_id_domain"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_relay_on_this_machine_may_do_without_tls(host: str) -> None:
    text = LEAST.replace('"smtp.firm.example"', f'"{host}"\nsecurity = "none"')

    assert parse(tomllib.loads(text)).relay.security == "none"


@pytest.mark.parametrize("host", ["smtp.firm.example", "10.0.0.1", "localhost.firm.example"])
def test_a_relay_elsewhere_may_not(host: str) -> None:
    [mistake] = mistakes_of(LEAST.replace('"smtp.firm.example"', f'"{host}"\nsecurity = "none"'))

    assert mistake.key == "relay.security"
    assert '"none" is for a relay on this machine' in mistake.right


def test_a_proxy_and_a_stand_in_exclude_each_other() -> None:
    text = '[court]\nproxy = "http://proxy.firm.example:3128"\nconnect_to = { "a.example" = "b:1" }'

    assert mistake_of(text).key == "court.proxy"


def test_a_trusted_server_is_an_address_or_a_network() -> None:
    config = config_of("")
    assert config.intake.trusted == ()

    text = LEAST + (
        '[[intake.trusted]]\naddress = "10.1.0.0/16"\nauthserv_id = "mx.firm.example"\n'
        '[[intake.trusted]]\naddress = "2001:db8::1"\nauthserv_id = "mx.firm.example"\n'
    )
    trusted = parse(tomllib.loads(text)).intake.trusted
    assert [server.address for server in trusted] == [
        ip_network("10.1.0.0/16"),
        ip_network("2001:db8::1"),
    ]


def test_a_connector_is_trusted_by_certificate_and_tenant() -> None:
    lines = f'trusted = [{{ {CONNECTOR}, tenant = "{TENANT.upper()}" }}]\n{TLS}'
    [trusted] = parse(tomllib.loads(LEAST.replace("[relay]", f"{lines}\n[relay]"))).intake.trusted

    assert (trusted.certificate, trusted.tenant) == (MICROSOFT, TENANT)
    assert trusted.authserv_id is None


@pytest.mark.parametrize(
    ("line", "key", "right"),
    [
        ('nameservers = ["ns.firm.example:53"]', "senders.nameservers[0]", '"address:port"'),
        ('nameservers = "127.0.0.1:53"', "senders.nameservers", "must be a valid array"),
        ('sealers = ["microsoft"]', "senders.sealers[0]", "a full host name"),
        ("dns_seconds = 0", "senders.dns_seconds", "greater than 0"),
        ("dns_seconds = 5.5", "senders.dns_seconds", "less than or equal to 5"),
    ],
)
def test_what_is_wrong_about_the_check_of_senders_is_told(line: str, key: str, right: str) -> None:
    mistake = mistake_of(f"[senders]\n{line}")

    assert mistake.key == key
    assert right in mistake.right


def test_nobodys_seal_is_believed_and_the_systems_name_servers_are_asked_unless_told() -> None:
    senders = config_of("").senders
    assert (senders.nameservers, senders.sealers) == ((), ())

    told = config_of('[senders]\nnameservers = ["127.0.0.1:5353"]\nsealers = ["microsoft.com"]')
    assert told.senders.nameservers == (("127.0.0.1", 5353),)
    assert told.senders.sealers == ("microsoft.com",)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("127.0.0.1:9464", ("127.0.0.1", 9464)),
        ("[::1]:9464", ("::1", 9464)),
        ("localhost:9464", ("localhost", 9464)),
        ("/run/docketmail/metrics.sock", Path("/run/docketmail/metrics.sock")),
    ],
)
def test_figures_are_shown_on_this_machine_or_nowhere(said: str, at: object) -> None:
    assert config_of(f'[metrics]\nlisten = "{said}"').metrics.listen == at
    assert config_of("").metrics.listen is None


def test_what_is_no_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[intake]\nhostname notices\n")

    with pytest.raises(ConfigError) as caught:
        load(path)
    [mistake] = caught.value.mistakes
    assert mistake.key == f"{path}, line 2, column 10"
    assert "Expected '='" in mistake.right


def test_a_file_that_is_cut_short_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[intake")

    with pytest.raises(ConfigError, match="end of document"):
        load(path)


def test_a_file_that_cannot_be_read_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "config.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path / "latin.toml")


def test_the_defaults_are_those_of_the_parts() -> None:
    config = config_of("")
    intake, fetch = Limits(), FetchLimits()
    shared = {field.name for field in fields(intake)} & set(type(config.intake).model_fields)

    assert shared >= {"message_bytes", "recipients", "connections", "idle_seconds"}
    for name in shared:
        assert getattr(config.intake, name) == getattr(intake, name)
    assert (config.court.paper_bytes, config.court.total_seconds) == (fetch.paper, fetch.total)


def found_in(raw: dict[str, object]) -> list[Mistake]:
    try:
        parse(raw)
    except ConfigError as error:
        return error.mistakes
    return []


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("\n"), inner),
    max_leaves=5,
)
sections = st.sampled_from([*Config.model_fields, "pacer"])
keys = st.sampled_from(
    [name for field in Config.model_fields.values() for name in field.annotation.model_fields]  # type: ignore[union-attr]
)


@example({"intake": {"listen": "\x85"}})
@given(st.dictionaries(sections, st.dictionaries(keys, values, max_size=4) | values, max_size=4))
def test_whatever_is_wrong_is_told_in_words(raw: dict[str, object]) -> None:
    for mistake in found_in(raw):
        assert mistake.right
        assert len(str(mistake).splitlines()) == 1
