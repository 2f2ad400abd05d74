"""Every federal court that sends notices: PACER's identifier, name, and the zone of its clock.

The identifier is the label in the court's host (`ecf.cand.uscourts.gov`). The zone is that of IANA; it is
None where the court's territory lies in two zones, because a time printed without a zone is then not certain: also
where the other zone is one town (West Wendover in Nevada) or islands (the western Aleutians of Alaska).
Sources: uscourts.gov, Federal Court Finder (names); 28 U.S.C. 81-131 (districts); 49 CFR 71 (zones).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple


class Court(NamedTuple):
    """One court."""

    identifier: str
    name: str
    zone: str | None


_ZONES: Final = {
    "E": "America/New_York",
    "D": "America/Detroit",
    "C": "America/Chicago",
    "M": "America/Denver",
    "P": "America/Los_Angeles",
    "Z": "America/Phoenix",
    "H": "Pacific/Honolulu",
    "R": "America/Puerto_Rico",
    "V": "America/St_Thomas",
    "G": "Pacific/Guam",
    "S": "Pacific/Saipan",
    "-": None,
}

_PARTS: Final = {
    "n": "Northern ",
    "e": "Eastern ",
    "s": "Southern ",
    "w": "Western ",
    "m": "Middle ",
    "c": "Central ",
}

# State's letters, name, then the zone of each district: the part's letter (none where the state is one).
_STATES: Final = """\
al Alabama nC mC sC
ak Alaska -
az Arizona Z
ar Arkansas eC wC
ca California nP eP cP sP
co Colorado M
ct Connecticut E
de Delaware E
dc Columbia E
fl Florida n- mE sE
ga Georgia nE mE sE
gu Guam G
hi Hawaii H
id Idaho -
il Illinois nC cC sC
in Indiana n- s-
ia Iowa nC sC
ks Kansas -
ky Kentucky e- w-
la Louisiana eC mC wC
me Maine E
md Maryland E
ma Massachusetts E
mi Michigan eD w-
mn Minnesota C
ms Mississippi nC sC
mo Missouri eC wC
mt Montana M
ne Nebraska -
nv Nevada -
nh New_Hampshire E
nj New_Jersey E
nm New_Mexico M
ny New_York nE eE sE wE
nc North_Carolina eE mE wE
nd North_Dakota -
nmi the_Northern_Mariana_Islands S
oh Ohio nE sE
ok Oklahoma nC eC wC
or Oregon -
pa Pennsylvania eE mE wE
pr Puerto_Rico R
ri Rhode_Island E
sc South_Carolina E
sd South_Dakota -
tn Tennessee e- m- w-
tx Texas nC eC sC w-
ut Utah M
vt Vermont E
vi the_Virgin_Islands V
va Virginia eE wE
wa Washington eP wP
wv West_Virginia nE sE
wi Wisconsin eC wC
wy Wyoming M"""

_APPEALS: Final = """\
ca1 First -
ca2 Second E
ca3 Third -
ca4 Fourth E
ca5 Fifth -
ca6 Sixth -
ca7 Seventh -
ca8 Eighth -
ca9 Ninth -
ca10 Tenth -
ca11 Eleventh -
cadc District_of_Columbia E
cafc Federal E"""

_OTHERS: Final = (
    Court("jpml", "Judicial Panel on Multidistrict Litigation", _ZONES["E"]),
    Court("cit", "Court of International Trade", _ZONES["E"]),
    Court("cofc", "Court of Federal Claims", _ZONES["E"]),
    # The old host of New York's large chapter 11 cases.
    Court("nysb-mega", "Bankruptcy Court, Southern District of New York", _ZONES["E"]),
)


def _trial_courts() -> Iterator[Court]:
    for line in _STATES.splitlines():
        letters, state, *districts = line.split()
        for district in districts:
            part, zone = district[:-1], _ZONES[district[-1]]
            name = f"{_PARTS.get(part, '')}District of {state.replace('_', ' ')}"
            yield Court(f"{letters}{part}d", f"District Court, {name}", zone)
            yield Court(f"{letters}{part}b", f"Bankruptcy Court, {name}", zone)


def _appeals_courts() -> Iterator[Court]:
    for line in _APPEALS.splitlines():
        identifier, circuit, zone = line.split()
        name = f"Court of Appeals for the {circuit.replace('_', ' ')} Circuit"
        yield Court(identifier, name, _ZONES[zone])


COURTS: Final = {
    court.identifier: court for court in (*_trial_courts(), *_appeals_courts(), *_OTHERS)
}
"""By identifier."""

BY_HOST: Final = {f"ecf.{identifier}.uscourts.gov": court for identifier, court in COURTS.items()}
"""By the host that serves its CM/ECF."""


def of_domain(domain: str) -> Court | None:
    """The court that a mail domain is of (cand.uscourts.gov, mail.cand.uscourts.gov); None for one that many share."""
    return BY_HOST.get(".".join(["ecf", *domain.split(".")[-3:]]))
