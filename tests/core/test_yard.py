from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.yard import Yard


YARD = Yard(
    {
        "ecf.xyzd.uscourts.gov",
        "ecf.ca99.uscourts.gov",
        "ca9-showdoc.azurewebsites.us",
        "cafc-showdoc.azurewebsites.us",
        "illinois.tylertech.cloud",
    }
)
TYLER = "https://illinois.tylertech.cloud"
GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?caseid=4711&magic_num=55501234&use_magic=1",
        "https://ecf.ca99.uscourts.gov/docs1/99910000010?uid=0123456789abcdef",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1-0--2.pdf&type=application/pdf",
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?got_receipt=0&magic_num=55501234&pdf_header=",
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234&got_receipt=",
        f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}",
        f"https://cafc-showdoc.azurewebsites.us/NDA/{GUID.upper()}",
        f"{TYLER}/ViewDocuments.aspx?FID={GUID}",
        f"{TYLER}/ViewServiceDocuments.aspx?ADMIN=0&SID={GUID}",
        f"{TYLER}/DownloadResource.ashx?RID={GUID}",
    ],
)
def test_these_are_inside(url: str) -> None:
    assert YARD.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234",
        "https://ecf.xyzd.uscourts.gov:443/doc1/999100000100?magic_num=55501234",
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
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234&got_receipt=1",
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100?got_receipt=01&magic_num=55501234",
        f"https://ca8-showdoc.azurewebsites.us/NDA/{GUID}",
        f"https://ca9-showdoc.azurewebsites.us/Saml2/{GUID}",
        f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}?a=1",
        f"https://ca9-showdocservices.azurewebsites.us/NDA/{GUID}",
        f"https://evil.azurewebsites.us/NDA/{GUID}",
        "https://ca9-portal.powerappsportals.us/Account/Login/",
        f"https://texas.tylertech.cloud/ViewDocuments.aspx?FID={GUID}",
        f"{TYLER}.example/ViewDocuments.aspx?FID={GUID}",
        f"{TYLER}/OfsWeb/ViewDocuments.aspx?FID={GUID}",
        f"{TYLER}/ViewDocuments.aspx?FID=4711",
        f"{TYLER}/ViewDocuments.aspx/{GUID}",
        f"{TYLER}/Account/Login?next={GUID}",
        f"{TYLER}/DownloadResource.ashx?RID={GUID}&all=1",
        f"http://illinois.tylertech.cloud/ViewDocuments.aspx?FID={GUID}",
        "",
    ],
)
def test_these_are_outside(url: str) -> None:
    assert not YARD.allows(url)


@pytest.mark.parametrize(
    ("url", "takes"),
    [
        (f"{TYLER}/ViewDocuments.aspx?FID={GUID}", True),
        (f"{TYLER}/ViewServiceDocuments.aspx?SID={GUID}", True),
        (f"{TYLER}/ViewDocuments.aspx?FID={GUID}&got_receipt=1", False),
        (f"{TYLER}/DownloadResource.ashx?RID={GUID}", False),
        (f"https://maine.tylertech.cloud/ViewDocuments.aspx?FID={GUID}", False),
        ("https://ecf.xyzd.uscourts.gov/doc1/999100000100?magic_num=55501234", False),
        (f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}", False),
    ],
)
def test_a_landing_page_alone_takes_a_form(url: str, *, takes: bool) -> None:
    assert YARD.takes_form(url) is takes


def test_an_azure_name_in_the_table_of_courts_opens_nothing_more() -> None:
    yard = Yard({"evil.azurewebsites.us"})
    assert not yard.allows("https://evil.azurewebsites.us/doc1/1?magic_num=1")
    assert not yard.allows(f"https://evil.azurewebsites.us/NDA/{GUID}")


@pytest.mark.parametrize(
    "host", ["ecf.xyzd.uscourts.gov.", "ECF.xyzd.uscourts.gov", "xyzd.uscourts.gov", ""]
)
def test_only_whole_names_are_enclosed(host: str) -> None:
    assert YARD.encloses("ecf.xyzd.uscourts.gov")
    assert not YARD.encloses(host)


@given(st.text(max_size=80))
def test_nothing_else_that_follows_a_court_s_host_is_inside(rest: str) -> None:
    url = f"https://ecf.xyzd.uscourts.gov/{rest}"
    inside = rest.startswith(("doc1/", "docs1/", "cgi-bin/show_temp.pl?"))
    assert inside or not YARD.allows(url)
