from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.yard import allowed


HOSTS = frozenset({"ecf.xyzd.uscourts.gov", "ecf.ca99.uscourts.gov"})
GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?caseid=4711&magic_num=55501234&use_magic=1",
        "https://ecf.xyzd.uscourts.gov:443/doc1/999100000100?magic_num=55501234",
        "https://ecf.ca99.uscourts.gov/docs1/99910000010?uid=0123456789abcdef",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1-0--2.pdf&type=application/pdf",
        f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}",
        f"https://cafc-showdoc.azurewebsites.us/NDA/{GUID.upper()}",
    ],
)
def test_these_are_inside(url: str) -> None:
    assert allowed(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "http://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234",
        "https://ecf.xyzd.uscourts.gov:8443/doc1/999100000100?magic_num=55501234",
        "https://user@ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234",
        "https://ecf.other.uscourts.gov/doc1/999100000100?magic_num=55501234",
        "https://ecf.xyzd.uscourts.gov.example.com/doc1/999100000100?magic_num=55501234",
        "https://example.com/?https://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234",
        "https://ecf.xyzd.uscourts.gov./doc1/999100000100?magic_num=55501234",
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100",
        "https://ecf.xyzd.uscourts.gov/doc1/../cgi-bin/DktRpt.pl?4711",
        "https://ecf.xyzd.uscourts.gov/doc1/९९?magic_num=1",
        "https://ecf.xyzd.uscourts.gov/doc1/1?magic_num=1#x",
        "https://ecf.xyzd.uscourts.gov/doc1/1?magic_num=1\n",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/DktRpt.pl?4711",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_multidocs.pl?caseid=4711",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/login.pl?logout",
        "https://ecf.ca99.uscourts.gov/n/beam/servlet/TransportRoom?servlet=ShowDoc",
        f"https://ca9-showdoc.azurewebsites.us/Saml2/{GUID}",
        f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}?a=1",
        f"https://ca9-showdocservices.azurewebsites.us/NDA/{GUID}",
        f"https://evil.azurewebsites.us/NDA/{GUID}",
        "https://ca9-portal.powerappsportals.us/Account/Login/",
        "",
    ],
)
def test_these_are_outside(url: str) -> None:
    assert not allowed(url, HOSTS)


def test_an_azure_name_in_the_table_of_courts_opens_nothing_more() -> None:
    assert not allowed(
        "https://evil.azurewebsites.us/doc1/1?magic_num=1", {"evil.azurewebsites.us"}
    )


@given(st.text(max_size=80))
def test_nothing_else_that_follows_a_court_s_host_is_inside(rest: str) -> None:
    url = f"https://ecf.xyzd.uscourts.gov/{rest}"
    inside = rest.startswith(("doc1/", "docs1/", "cgi-bin/show_temp.pl?"))
    assert inside or not allowed(url, HOSTS)
