from __future__ import annotations

import pytest

from strace_order import violations


MESSAGE = """\
10 recvfrom(7, "DATA\\r\\n", 262144, 0, NULL, NULL) = 6
10 sendto(7, "354 End data wit"..., 37, 0, NULL, 0) = 37
10 recvfrom(7, "Subject: x\\r\\n"..., 262144, 0, NULL, NULL) = 400
"""
SYNC = "11 fdatasync(5) = 0\n"
OK = '10 sendto(7, "250 2.0.0 OK\\r\\n", 14, 0, NULL, 0) = 14\n'


def test_a_sync_between_the_last_bytes_and_250_keeps_the_promise() -> None:
    assert violations(MESSAGE + SYNC + OK) == (1, [])


@pytest.mark.parametrize(
    "trace",
    [
        MESSAGE + OK,
        SYNC + MESSAGE + OK,
        MESSAGE.replace('10 recvfrom(7, "Sub', SYNC + '10 recvfrom(7, "Sub') + OK,
        MESSAGE + "11 fdatasync(5) = -1 EIO (Input/output error)\n" + OK,
        MESSAGE + "11 fdatasync(5 <unfinished ...>\n" + OK + "11 <... fdatasync resumed>) = 0\n",
        "11 fsync(5 <unfinished ...>\n" + MESSAGE + "11 <... fsync resumed>) = 0\n" + OK,
        MESSAGE + SYNC + OK + MESSAGE + OK,
    ],
    ids=[
        "none",
        "earlier",
        "before the last bytes",
        "failed",
        "not ended",
        "begun earlier",
        "of the last",
    ],
)
def test_any_other_sync_does_not(trace: str) -> None:
    assert violations(trace)[1] == [OK.strip()]


def test_a_sync_that_another_thread_ended_in_time_counts() -> None:
    sync = '11 fsync(5 <unfinished ...>\n10 read(9, "x", 1) = 1\n11 <... fsync resumed>) = 0\n'
    assert violations(MESSAGE + sync + OK) == (1, [])


def test_one_sync_may_serve_two_connections_but_not_a_third() -> None:
    def on(fd: int, text: str) -> str:
        return text.replace("(7,", f"({fd},")

    trace = MESSAGE + on(8, MESSAGE) + SYNC + on(9, MESSAGE) + OK + on(8, OK) + on(9, OK)
    assert violations(trace) == (3, [on(9, OK).strip()])


def test_other_replies_promise_nothing() -> None:
    trace = MESSAGE + OK.replace("250 2.0.0", "451 4.3.0") + OK
    assert violations(trace) == (0, [])


def test_a_descriptor_that_was_closed_is_another_connection() -> None:
    assert violations(MESSAGE + "10 close(7) = 0\n" + OK) == (0, [])
