"""The forms that courts print, with invented names: what each is read as, and what is no date of the court's at all."""

from __future__ import annotations

import pytest

from docketmail.core.court_dates.reading import find
from docketmail.core.court_dates.values import CourtDate


def short(one: CourtDate) -> str:
    """`hearing reset 2027-03-01 09:00 from 2027-02-01: Motion Hearing @ in Courtroom 4`."""
    at = f" {one.at:%H:%M}" if one.at else ""
    was = f" from {one.was}" if one.was else ""
    place = f" @ {one.place}" if one.place else ""
    return f"{one.kind} {one.change} {one.on}{at}{was}: {one.what}{place}"


PRINTED: dict[str, list[str]] = {
    "Set/Reset Deadlines as to 45 MOTION to Dismiss : Responses due by 3/1/2027. Replies due by 3/8/2027.": [
        "deadline set 2027-03-01: Responses due",
        "deadline set 2027-03-08: Replies due",
    ],
    "Set/Reset Hearings: Status Conference set for 1/5/2027 10:00 AM in Courtroom 3A before Judge Imogen T. Farrow. (abc)": [
        "hearing set 2027-01-05 10:00: Status Conference @ in Courtroom 3A before Judge Imogen T. Farrow"
    ],
    "Hearing scheduled 6/18/2027 at 10:00 AM (check with court for location)": [
        "hearing set 2027-06-18 10:00: Hearing @ check with court for location"
    ],
    "Hearing to be held on 07/12/2027 (check with court for location)": [
        "hearing set 2027-07-12: Hearing @ check with court for location"
    ],
    "Telephone Conference set for March 4, 2027, at 2:00 p.m.": [
        "hearing set 2027-03-04 14:00: Telephone Conference"
    ],
    "Answer due 12/1/2026": ["deadline set 2026-12-01: Answer due"],
    "ORDER: (Discovery due by 6/1/2027, Dispositive Motions due by 7/1/2027.)": [
        "deadline set 2027-06-01: Discovery due",
        "deadline set 2027-07-01: Dispositive Motions due",
    ],
    "Rule 26 Meeting Report due by 2/1/2027.": [
        "deadline set 2027-02-01: Rule 26 Meeting Report due"
    ],
    "Objections to R&R due by 2/15/2027": ["deadline set 2027-02-15: Objections to R&R due"],
    "Transcript Deadlines: Redaction Request due 3/1/2027. Redacted Transcript Deadline set for 3/11/2027. Release of Transcript Restriction set for 5/30/2027.": [
        "deadline set 2027-03-01: Redaction Request due",
        "deadline set 2027-03-11: Redacted Transcript Deadline",
        "deadline set 2027-05-30: Release of Transcript Restriction",
    ],
    "Hearing scheduled for 8/20/2027 at 01:30 PM at Courtroom 8A. Objections due by 8/13/2027.": [
        "hearing set 2027-08-20 13:30: Hearing @ at Courtroom 8A",
        "deadline set 2027-08-13: Objections due",
    ],
    "Proofs of Claims due by 4/1/2027. Government Proof of Claim due by 6/1/2027.": [
        "deadline set 2027-04-01: Proofs of Claims due",
        "deadline set 2027-06-01: Government Proof of Claim due",
    ],
    "341(a) meeting to be held on 4/2/2027 at 09:00 AM by Zoom.": [
        "hearing set 2027-04-02 09:00: 341(a) meeting @ by Zoom"
    ],
    "Appellant's brief due 04/01/2027": ["deadline set 2027-04-01: Appellant's brief due"],
    "Oral argument is scheduled on Monday, March 1, 2027, at 9:30 a.m. (PT) in Courtroom 2.": [
        "hearing set 2027-03-01 09:30: Oral argument @ in Courtroom 2"
    ],
    "Oral argument on Monday, March 1, 2027 at 9:30 a.m. Pacific Time, in Pasadena.": [
        "hearing set 2027-03-01 09:30: Oral argument @ in Pasadena"
    ],
    "The hearing set for 2/1/2027 is VACATED and RESET for 3/1/2027 at 9:00 AM.": [
        "hearing reset 2027-03-01 09:00 from 2027-02-01: hearing"
    ],
    "The Motion Hearing previously set for February 1, 2027 at 2:00 PM before Judge A. B. Quell is continued to March 1, 2027 at 2:00 PM.": [
        "hearing reset 2027-03-01 14:00 from 2027-02-01: Motion Hearing"
    ],
    "ORDER vacating the status conference set for 2/1/2027.": [
        "hearing vacated 2027-02-01: status conference"
    ],
    "The Final Pretrial Conference set for 2/1/2027 at 9:00 AM is CANCELLED.": [
        "hearing vacated 2027-02-01 09:00: Final Pretrial Conference"
    ],
    "Initial Case Management Conference set for 4/7/2027 02:00 PM in San Jose, Courtroom 9. Case Management Statement due by 3/31/2027. Rule 26(f) Report due by 3/31/2027.": [
        "hearing set 2027-04-07 14:00: Initial Case Management Conference @ in San Jose, Courtroom 9",
        "deadline set 2027-03-31: Case Management Statement due",
        "deadline set 2027-03-31: Rule 26(f) Report due",
    ],
    "Motion Hearing reset from 3/1/2027 to 3/15/2027 at 10:00 AM EST in Courtroom 4.": [
        "hearing reset 2027-03-15 10:00 from 2027-03-01: Motion Hearing @ in Courtroom 4"
    ],
    "CLERK'S NOTICE Setting Hearing on 45 Motion to Compel. Motion Hearing set for 3/4/2027 10:00 AM - Videoconference Only.": [
        "hearing set 2027-03-04 10:00: Motion Hearing @ Videoconference Only"
    ],
    "Jury Trial set for 9/13/2027 at 8:30 AM in Courtroom 12 before Judge Odile Marsh.": [
        "hearing set 2027-09-13 08:30: Jury Trial @ in Courtroom 12 before Judge Odile Marsh"
    ],
    "Settlement Conference set for 5/1/2027 from 10:00 AM to 12:00 PM.": [
        "hearing set 2027-05-01 10:00: Settlement Conference"
    ],
    "NOTICE of Hearing on Motion for Relief from Stay set for 3/1/2027 at 11:00 AM.": [
        "hearing set 2027-03-01 11:00: Hearing on Motion for Relief from Stay"
    ],
    "Plaintiff shall file a response by 3/1/2027.": [
        "deadline set 2027-03-01: Plaintiff shall file a response"
    ],
    "Defendants have until 3/1/2027 to answer.": ["deadline set 2027-03-01: Defendants to answer"],
    "The deadline to respond to the complaint is extended to 3/1/2027.": [
        "deadline reset 2027-03-01: deadline to respond to the complaint"
    ],
    "Time to Answer extended to and including 3/1/2027.": [
        "deadline reset 2027-03-01: Time to Answer"
    ],
    "Discovery cutoff: 3/1/2027. Last day to oppose discharge or dischargeability is 5/3/2027.": [
        "deadline set 2027-03-01: Discovery cutoff",
        "deadline set 2027-05-03: Last day to oppose discharge or dischargeability",
    ],
    "Sentencing as to Edgar Nyle (2) set for 6/3/2027 at 1:30 PM before Judge Farrow.": [
        "hearing set 2027-06-03 13:30: Sentencing as to Edgar Nyle (2) @ before Judge Farrow"
    ],
    "On or before 3/1/2027, counsel shall file a joint status report.": [
        "deadline set 2027-03-01: counsel shall file a joint status report"
    ],
    "Telephonic Status Conference at 10:00 AM on March 4, 2027.": [
        "hearing set 2027-03-04 10:00: Telephonic Status Conference"
    ],
    "Scheduling Conference set for 5/5/2027 at noon.": [
        "hearing set 2027-05-05 12:00: Scheduling Conference"
    ],
    "Noting Date 3/5/2027.": ["hearing set 2027-03-05: Noting Date"],
    "Brightwater Inc answer due 3/1/2027; Sable LLC answer due 3/9/2027.": [
        "deadline set 2027-03-01: Brightwater Inc answer due",
        "deadline set 2027-03-09: Sable LLC answer due",
    ],
    "WAIVER OF SERVICE Returned Executed. Marlow Corp. waiver sent on 1/4/2027, answer due 3/5/2027.": [
        "deadline set 2027-03-05: answer due"
    ],
    "Status Report due by 3/1/2027 at 5:00 PM.": [
        "deadline set 2027-03-01 17:00: Status Report due"
    ],
    "Hearing RESCHEDULED to 3/1/2027 @ 9:30 AM by telephone.": [
        "hearing reset 2027-03-01 09:30: Hearing @ by telephone"
    ],
    "Deadline for completion of all discovery is 8/2/2027; dispositive motions deadline 9/1/2027.": [
        "deadline set 2027-08-02: Deadline for completion of all discovery",
        "deadline set 2027-09-01: dispositive motions deadline",
    ],
    "Bench Trial continued to 10/4/2027 09:00 AM in Courtroom B before Judge Farrow. Exhibit list due 9/20/2027.": [
        "hearing reset 2027-10-04 09:00: Bench Trial @ in Courtroom B before Judge Farrow",
        "deadline set 2027-09-20: Exhibit list due",
    ],
    "Meeting of Creditors & Notice of Appointment of Trustee Quell. 341(a) meeting to be held on 3/9/2027 at 10:00 AM via telephone. Objections for Discharge due by 5/10/2027.": [
        "hearing set 2027-03-09 10:00: 341(a) meeting @ via telephone",
        "deadline set 2027-05-10: Objections for Discharge due",
    ],
    "Confirmation hearing to be held on 4/6/2027 at 09:30 AM at Courtroom 2. Last day to Object to Confirmation 3/30/2027.": [
        "hearing set 2027-04-06 09:30: Confirmation hearing @ at Courtroom 2",
        "deadline set 2027-03-30: Last day to Object to Confirmation",
    ],
    "The briefing schedule: opening brief due by March 1, 2027; answering brief due by March 31, 2027.": [
        "deadline set 2027-03-01: opening brief due",
        "deadline set 2027-03-31: answering brief due",
    ],
    "Motion Hearing set for 3/4/2027 has been VACATED.": [
        "hearing vacated 2027-03-04: Motion Hearing"
    ],
    "Sur-reply due no later than 5:00 PM on March 1, 2027.": [
        "deadline set 2027-03-01 17:00: Sur-reply due"
    ],
    "Set Deadlines/Hearings: Amended Pleadings due by 2/1/2027. Joinder of Parties due by 2/1/2027. Final Pretrial Conference set for 11/1/2027 at 10:00 AM, Jury Trial set for 11/15/2027 at 9:00 AM in Courtroom 1.": [
        "deadline set 2027-02-01: Amended Pleadings due",
        "deadline set 2027-02-01: Joinder of Parties due",
        "hearing set 2027-11-01 10:00: Final Pretrial Conference",
        "hearing set 2027-11-15 09:00: Jury Trial @ in Courtroom 1",
    ],
    "Case Management Conference previously scheduled for 2/3/2027 is rescheduled to 2/10/2027 at 1:30 PM ET.": [
        "hearing reset 2027-02-10 13:30 from 2027-02-03: Case Management Conference"
    ],
    "ORDER: The motion is granted and the opening brief is due by 5/1/2027.": [
        "deadline set 2027-05-01: opening brief due"
    ],
    "ORDER setting briefing schedule. Opening brief is due 3/1/2027, answering brief is due 3/31/2027, and optional reply brief is due 21 days later.": [
        "deadline set 2027-03-01: Opening brief due",
        "deadline set 2027-03-31: answering brief due",
    ],
    "The Court GRANTS the stipulation. The Initial Case Management Conference is continued from 3/2/2027 to 4/6/2027 at 2:00 PM.": [
        "hearing reset 2027-04-06 14:00 from 2027-03-02: Initial Case Management Conference"
    ],
    "Hearing on Motion to Extend Deadline set for 3/4/2027 at 10:00 AM.": [
        "hearing set 2027-03-04 10:00: Hearing on Motion to Extend Deadline"
    ],
    "Minute Entry for proceedings held before Judge Marsh: Motion Hearing held on 2/3/2027. Motion Hearing continued to 3/1/2027 at 10:00 AM.": [
        "hearing reset 2027-03-01 10:00: Motion Hearing"
    ],
    "Set/Reset Deadlines re 51 MOTION for Summary Judgment. Response to Motion due by 3/10/2027.": [
        "deadline set 2027-03-10: Response to Motion due"
    ],
    "NOTICE of Hearing re: [51] MOTION to Seal: Motion Hearing set for 3/10/2027 01:30 PM in Courtroom 2 before Judge A. Quell.": [
        "hearing set 2027-03-10 13:30: Motion Hearing @ in Courtroom 2 before Judge A. Quell"
    ],
    "Notice of Hearing (RE: related document(s)23 Motion to Dismiss). Hearing scheduled for 8/20/2027 at 01:30 PM at Courtroom 8A, Hallam, OR.": [
        "hearing set 2027-08-20 13:30: Hearing @ at Courtroom 8A, Hallam, OR"
    ],
    "Chapter 13 Confirmation Hearing scheduled 7/1/2027 at 10:30 AM (check with court for location). 341(a) meeting to be held on 6/1/2027 at 09:00 AM at Telephonic Meeting. Proofs of Claims due by 7/20/2027.": [
        "hearing set 2027-07-01 10:30: Chapter 13 Confirmation Hearing @ check with court for location",
        "hearing set 2027-06-01 09:00: 341(a) meeting @ at Telephonic Meeting",
        "deadline set 2027-07-20: Proofs of Claims due",
    ],
    "Telephonic hearing set for Thursday, March 4, 2027 at 3:30 p.m. EST before Magistrate Judge Odile Marsh.": [
        "hearing set 2027-03-04 15:30: Telephonic hearing @ before Magistrate Judge Odile Marsh"
    ],
    "IT IS ORDERED that the evidentiary hearing currently set for 2/2/2027 is rescheduled to 2/9/2027 at 9:00 AM.": [
        "hearing reset 2027-02-09 09:00 from 2027-02-02: evidentiary hearing"
    ],
    "Hearing set for 2/2/2027 at 9:00 AM is stricken from the calendar.": [
        "hearing vacated 2027-02-02 09:00: Hearing"
    ],
    "VACATED: Status Conference set for 2/2/2027.": [
        "hearing vacated 2027-02-02: Status Conference"
    ],
    "ORDER granting 12 Motion to Continue. Jury Trial reset for 9/13/2027 at 9:00 AM. Final Pretrial Conference reset for 8/30/2027 at 4:00 PM.": [
        "hearing reset 2027-09-13 09:00: Jury Trial",
        "hearing reset 2027-08-30 16:00: Final Pretrial Conference",
    ],
    "Deadline to complete fact discovery extended from 3/1/2027 to 5/3/2027.": [
        "deadline reset 2027-05-03 from 2027-03-01: Deadline to complete fact discovery"
    ],
    "Parties must file a joint report no later than 3/1/2027.": [
        "deadline set 2027-03-01: Parties must file a joint report"
    ],
    "Plaintiff is directed to serve the summons by March 1, 2027.": [
        "deadline set 2027-03-01: Plaintiff is directed to serve the summons"
    ],
    "Amended complaint shall be filed on or before 3/1/2027.": [
        "deadline set 2027-03-01: Amended complaint shall be filed"
    ],
    "Change of Plea Hearing as to Jane Roe set for 3/1/2027 02:00 PM in Courtroom 3 before Judge Marsh.": [
        "hearing set 2027-03-01 14:00: Change of Plea Hearing as to Jane Roe @ in Courtroom 3 before Judge Marsh"
    ],
    "Detention Hearing set for 3/2/2027 11:00 AM.": [
        "hearing set 2027-03-02 11:00: Detention Hearing"
    ],
    "Briefing schedule set as follows: Appellant brief due 03/01/2027. Appellee brief due 03/31/2027. Appendix due 03/01/2027.": [
        "deadline set 2027-03-01: Appellant brief due",
        "deadline set 2027-03-31: Appellee brief due",
        "deadline set 2027-03-01: Appendix due",
    ],
    "Case calendared for argument. Oral argument scheduled for 03/09/2027 at 9:00 A.M. in Courtroom 2, San Tomas.": [
        "hearing set 2027-03-09 09:00: Oral argument @ in Courtroom 2, San Tomas"
    ],
    "Mediation Conference to be held on April 8, 2027 at 10:00 a.m. (MT) by video.": [
        "hearing set 2027-04-08 10:00: Mediation Conference @ by video"
    ],
    "Show Cause Hearing set for 4/1/2027 at 9:00 AM. Show Cause Response due by 3/25/2027.": [
        "hearing set 2027-04-01 09:00: Show Cause Hearing",
        "deadline set 2027-03-25: Show Cause Response due",
    ],
    "Discovery due by 6/1/2027. Dispositive Motions due by 7/1/2027. Joint Pretrial Order due by 9/1/2027. Mediation deadline 8/2/2027.": [
        "deadline set 2027-06-01: Discovery due",
        "deadline set 2027-07-01: Dispositive Motions due",
        "deadline set 2027-09-01: Joint Pretrial Order due",
    ],
    "Motion Ripe Deadline set for 3/1/2027.": ["deadline set 2027-03-01: Motion Ripe Deadline"],
    "The parties have until Friday, March 5, 2027 to submit a proposed order.": [
        "deadline set 2027-03-05: parties to submit a proposed order"
    ],
    "Pretrial conference set for 3-4-2027 at 10 a.m.": [
        "hearing set 2027-03-04 10:00: Pretrial conference"
    ],
    "Telephone conference is set for Jan. 5, 2027 at 11:30am.": [
        "hearing set 2027-01-05 11:30: Telephone conference"
    ],
    "Hearing on 30 Motion to Compel and 31 Motion for Protective Order set for 3/4/2027 at 10:00 AM.": [
        "hearing set 2027-03-04 10:00: Hearing on 30 Motion to Compel and 31 Motion for Protective Order"
    ],
    "ORDER continuing hearing to 3/1/2027 at 9:00 AM.": ["hearing reset 2027-03-01 09:00: hearing"],
    "NOTICE Setting Hearing on 12 Motion to Remand for 3/1/2027 at 9:00 AM.": [
        "hearing set 2027-03-01 09:00: Hearing on 12 Motion to Remand"
    ],
    "Terminate Deadlines and Hearings: Status Conference set for 2/2/2027.": [
        "hearing vacated 2027-02-02: Status Conference"
    ],
    "The February 1, 2027 Motion Hearing is CONTINUED to March 1, 2027 at 2:00 PM.": [
        "hearing reset 2027-03-01 14:00: Motion Hearing"
    ],
    "ORDER extending deadline to respond to 3/1/2027.": [
        "deadline reset 2027-03-01: deadline to respond"
    ],
    "Fact Discovery due by 6/1/2027. Expert Discovery due by 8/2/2027.": [
        "deadline set 2027-06-01: Fact Discovery due",
        "deadline set 2027-08-02: Expert Discovery due",
    ],
    "Consent/Declination due by 2/1/2027.": ["deadline set 2027-02-01: Consent/Declination due"],
    "ADR Certification due by 3/17/2027.": ["deadline set 2027-03-17: ADR Certification due"],
    "Status Conference set for 3/1/2027 at 9:00 AM MST in Courtroom 601.": [
        "hearing set 2027-03-01 09:00: Status Conference @ in Courtroom 601"
    ],
    "Motion Hearing set for 3/1/2027 at 9:00 in Courtroom 2.": [
        "hearing set 2027-03-01: Motion Hearing @ at 9:00 in Courtroom 2"
    ],
    "SCHEDULING ORDER: Bench Trial is set for May 3, 2027, at 9:00 a.m. Witness list due by April 19, 2027.": [
        "hearing set 2027-05-03 09:00: Bench Trial",
        "deadline set 2027-04-19: Witness list due",
    ],
    "Sentencing set for 6/1/2027 at 2:00 PM. Presentence objections due 5/18/2027.": [
        "hearing set 2027-06-01 14:00: Sentencing",
        "deadline set 2027-05-18: Presentence objections due",
    ],
    "Objection deadline: 3/1/2027 at 4:00 PM ET. Hearing date: 3/8/2027 at 10:00 AM ET.": [
        "deadline set 2027-03-01 16:00: Objection deadline",
        "hearing set 2027-03-08 10:00: Hearing date",
    ],
    "Responses due 03/15/27. Hearing 03/22/27 at 9:30 a.m.": [
        "deadline set 2027-03-15: Responses due",
        "hearing set 2027-03-22 09:30: Hearing",
    ],
    "Hearing on Trustee's Motion to Dismiss to be held on 4/1/2027 at 10:00 AM Hallam Courtroom 3 for 23, (Quell, Odile).": [
        "hearing set 2027-04-01 10:00: Hearing on Trustee's Motion to Dismiss"
    ],
    "Meeting of Creditors to be held on 4/6/2027 at 01:00 PM via Zoom.": [
        "hearing set 2027-04-06 13:00: Meeting of Creditors @ via Zoom"
    ],
    "Motions to be considered on 3/1/2027 without hearing.": [
        "hearing set 2027-03-01: Motions to be considered"
    ],
    "Pretrial Conference set for 3/1/2027 at 9:00 AM is hereby CANCELED, to be rescheduled.": [
        "hearing vacated 2027-03-01 09:00: Pretrial Conference"
    ],
    "Initial Scheduling Conference set for 10/5/2027 at 11:00 AM before Magistrate Judge Wm. Farrow, Jr.": [
        "hearing set 2027-10-05 11:00: Initial Scheduling Conference @ before Magistrate Judge Wm. Farrow, Jr"
    ],
    "Jury Selection set for 4/5/2027 09:30 AM. Jury Trial set for 4/5/2027 to begin after selection.": [
        "hearing set 2027-04-05 09:30: Jury Selection",
        "hearing set 2027-04-05: Jury Trial",
    ],
    "Plaintiff's Reply is due on or before Monday, March 8, 2027.": [
        "deadline set 2027-03-08: Plaintiff's Reply due"
    ],
}

NO_DATE = [
    "Signed by Judge Odile Marsh on 1/2/2027. (Entered: 01/03/2027)",
    "MOTION to Dismiss filed on 3/1/2027 by Sable.",
    "TRANSCRIPT of Proceedings held on 2/3/2027, before Judge Marsh.",
    "Minute Entry for proceedings held before Judge Marsh: Status Conference held on 2/3/2027.",
    "Docket correction: entry 12 due to clerical error on 3/1/2027.",
    "MOTION to Continue Hearing set for 3/1/2027 by Sable.",
    "MOTION for Extension of Time to File Answer until 3/1/2027.",
    "Response due within 14 days.",
    "Proposed order requests that Defendants shall answer by 3/1/2027.",
    "The hearing was held on 3/1/2027 at 10:00 AM.",
    "Minute Entry for Motion Hearing on 3/1/2027 at 10:00 AM.",
    "Certificate of service dated 3/1/2027.",
    "Responses were due by 3/1/2027.",
    "Hearing originally set for 3/1/2027.",
    "Letter dated March 1, 2027 regarding conference.",
    "Order to Show Cause issued 3/1/2027.",
    "Service by 3/1/2027.",
    "Hearing set for 2/1/2027 at 9:00 AM before Judge Farrow is continued pending mediation.",
    "Order continuing trial set for 3/1/2027.",
    "Notice of Appeal received from the clerk on 3/1/2027.",
    "Judgment entered on 3/1/2027 in the amount due as of 2/1/2027.",
    "Summons issued 3/1/2027. Answer served 3/2/2027.",
    "Deposition of J. Sable taken on 3/1/2027 at 10:00 AM.",
    "AMENDED COMPLAINT against Sable, filed 3/1/2027 (hearing requested).",
    "Letter requesting that the conference be set for 3/1/2027.",
    "STIPULATION to Reschedule Status Conference from 3/1/2027 to 3/8/2027.",
    "MOTION to Extend discovery deadline to 5/1/2027.",
    "Court Date & Time [ 3/1/2027 10:31:49 AM ]. Run Time [ 00:06:31 ].",
    "Notice Date 3/1/2027. (Admin.)",
    "Audio of Motion Hearing held on 3/1/2027 at 10:00 AM.",
    "Hearing held 3/1/2027 at 9:00 AM before Judge Marsh.",
    "Rent due on the premises since 2/2026.",
    "Modified on 3/1/2027 to correct the event.",
    "Hearing set for 13/45/2027.",
]
"""What was done, is over, is asked for, or is counted: none of it is a date that the court set."""


@pytest.mark.parametrize("text", PRINTED)
def test_a_clause_is_read_as_it_is_printed(text: str) -> None:
    assert [short(one) for one in find(text)] == PRINTED[text]


@pytest.mark.parametrize("text", NO_DATE)
def test_nothing_is_read_where_the_court_sets_nothing(text: str) -> None:
    assert find(text) == ()


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len([row for rows in PRINTED.values() for row in rows]) > 100
    assert len(NO_DATE) > 30


def test_the_new_date_of_a_sentence_with_two_is_quoted_with_the_old_one() -> None:
    (one,) = find("The hearing set for 2/1/2027 is VACATED and RESET for 3/1/2027 at 9:00 AM.")
    assert one.quoted == "The hearing set for 2/1/2027 is VACATED and RESET for 3/1/2027 at 9:00 AM"
