"""What a link is: a free look, a placeholder, a page that costs money."""

from __future__ import annotations

import pytest

from docketmail.core.courts.cmecf import links
from docketmail.core.markup import Anchor
from docketmail.core.notice import Link


DISTRICT = (
    "https://ecf.cand.uscourts.gov/doc1/035122999132?caseid=409901&de_seq_num=30&magic_num=77999494"
)
BANKRUPTCY = (
    "https://ecf.ctb.uscourts.gov/doc1/0280?pdf_header=&magic_num=1&de_seq_num=33&caseid=309996"
)
APPELLATE = "https://ecf.ca2.uscourts.gov/docs1/00209990001?uid=b7aa11bb22cc33dd"
CLAIM = "https://ecf.cacb.uscourts.gov/doc1/97301?claim_doc_seq=&pdf_header=&magic_num=7358&claim_num=7&claim_id=9&caseid=1959574"


@pytest.mark.parametrize(
    ("url", "look"),
    [
        (DISTRICT, Link(DISTRICT, "035122999132", "77999494", "30", "409901")),
        (BANKRUPTCY, Link(BANKRUPTCY, "0280", "1", "33", "309996")),
        (APPELLATE, Link(APPELLATE, "00209990001", "b7aa11bb22cc33dd")),
        (CLAIM, Link(CLAIM, "97301", "7358", None, "1959574")),
    ],
)
def test_a_look(url: str, look: Link) -> None:
    assert links.look(url) == look
    assert links.is_document(url)
    assert not links.is_placeholder(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?409901",
        "https://ecf.cand.uscourts.gov/doc1/035122999132",
        "https://ecf.cand.uscourts.gov/doc1/035122999132?caseid=1",
        "https://ecf.ca2.uscourts.gov/docs1/00209990001?uid=0000000000000000",
        "https://ecf.ca2.uscourts.gov/docs1/00209990001?uid=",
        "https://ecf.nowhere.uscourts.gov/docs1/00209990001?uid=b7aa11bb22cc33dd",
        "https://ecf.cand.uscourts.gov/doc1/../cgi-bin/x?magic_num=1",
        "https://ca9-showdoc.azurewebsites.us/NDA/77aa0011-22bb-4c33-8d44-0a1b2c3d4e5f",
    ],
)
def test_no_look_and_no_placeholder(url: str) -> None:
    assert links.look(url) is None
    assert not links.is_placeholder(url)


def test_the_courts_own_number_of_a_case() -> None:
    docket = Anchor("https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?409901", 0, 1)
    appellate = Anchor(
        "https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=X.jsp&caseId=349990",
        0,
        1,
    )
    assert links.case_id([docket]) == "409901"
    assert links.case_id([appellate]) == "349990"
    assert links.case_id([]) is None
    assert links.is_case(docket.url)
    assert links.is_case(appellate.url)
    assert not links.is_case(DISTRICT)


def test_one_court_or_none() -> None:
    nysd, nyed = (Anchor(f"https://ECF.{court}.uscourts.gov/", 0, 1) for court in ("nysd", "nyed"))
    found = links.court([nysd, nysd, Anchor("https://elsewhere.example/", 0, 1)])
    assert found is not None
    assert found.identifier == "nysd"
    assert links.court([nysd, nyed]) is None
    assert links.court([]) is None
