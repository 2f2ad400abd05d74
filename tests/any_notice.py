"""The facts of one small notice, for tests of what happens to a notice on its way."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from docketmail.demo.court_notices import Docketed, Facts, Mailed


LOOK = "https://ecf.vtd.uscourts.gov/doc1/0721?caseid=3&magic_num=4"
CASE = "https://ecf.vtd.uscourts.gov/cgi-bin/DktRpt.pl?40001"
FACTS = Facts(
    host="ecf.vtd.uscourts.gov",
    court_name="District of Vermont",
    cases=(
        Docketed(
            "2:26-cv-00117",
            "Núñez v. Greenledge",
            "5",
            (LOOK,),
            recipients=(Mailed("Ada Okafor", ("ada@quillfeather.example",)),),
        ),
    ),
    docket_text="MOTION to Compel",
    short_description="Motion",
    entered=datetime(2026, 3, 2, 16, 5, tzinfo=timezone(-timedelta(hours=5))),
    zone="EST",
    serial=77,
)
