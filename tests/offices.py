"""A firm that exists nowhere, for tests: its people, its matters, and a second firm on the same daemon."""

from __future__ import annotations

from datetime import date

from docketmail.core.roster import CourtCase, Firm, Matter, Outsider, Person, Roster


ANNA = Person(
    id="anna",
    name="Anna Quill",
    email="aquill@quillhart.example",
    court_addresses=("anna.quill@quillhart.example",),
    intake="aquill-k3v9q27x@dockets.quillhart.example",
)
BEN = Person(
    id="ben",
    name="Ben Hart",
    email="bhart@quillhart.example",
    intake="bhart-7xk4m2pz@dockets.quillhart.example",
    retired=("bhart-old00001@dockets.quillhart.example",),
)
DESK = Person(id="desk", name="Docketing Desk", email="docketing@quillhart.example")
CLARA = Person(id="clara", name="Clara Voss", email="cvoss@quillhart.example")
PARALEGAL = Person(id="pat", name="Pat Lind", email="plind@quillhart.example")

MATTER = Matter(
    id="1047-002",
    name="Marlow v. Ostrander",
    cases=(CourtCase("cand", "4:26-cv-00771"),),
    readers=("anna", "pat"),
    outside=(
        Outsider("Co Counsel", "co@elsewhere.example", sponsor="anna", until=date(2026, 12, 31)),
    ),
)
QUILL = Firm(
    id="quillhart",
    name="Quill Hart LLP",
    desk="desk",
    second="clara",
    people=(ANNA, BEN, DESK, CLARA, PARALEGAL),
    timezone="America/Los_Angeles",
)
OTHER = Firm(
    id="nimbus",
    name="Nimbus Law",
    desk="nd",
    second="ns",
    people=(
        Person("nd", "Nimbus Desk", "desk@nimbus.example"),
        Person("ns", "Nimbus Second", "second@nimbus.example"),
        Person("rae", "Rae Nimbus", "rae@nimbus.example", intake="rae-9qk2v7x3m@in.nimbus.example"),
    ),
)
ROSTER = Roster((QUILL, OTHER))
