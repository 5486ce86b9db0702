"""Opt-outs, restrictions, notices and strikes."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.history import Notice, NoticeKind, OptOutSubject, Origin, SentMessage
from app.domain.message_type import Channel, MessageType
from app.history.sql.history import SqlHistory

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ORDER = "028-1234567-1234567"


def restriction_notice(until: datetime | None, received_at: datetime = NOW) -> Notice:
    return Notice(NoticeKind.RESTRICTION, None, until, received_at)


async def test_opt_out_of_an_order_counts_for_that_order(history: SqlHistory) -> None:
    await history.opt_outs.put("s", [OptOutSubject(order_id=ORDER, reason="wrote so")], NOW)
    assert (await history.known("s", ORDER, None, NOW)).is_opted_out
    assert not (await history.known("s", "028-7654321-7654321", None, NOW)).is_opted_out
    assert not (await history.known("t", ORDER, None, NOW)).is_opted_out
    found = await history.opt_outs.of_order("s", ORDER)
    assert found is not None
    assert (found.reason, found.recorded_at, found.origin) == ("wrote so", NOW, Origin.RECORDED)


async def test_opt_out_of_a_buyer_counts_for_all_his_orders(history: SqlHistory) -> None:
    await history.opt_outs.put("s", [OptOutSubject(buyer_id="b-1")], NOW)
    assert (await history.known("s", ORDER, "b-1", NOW)).is_opted_out
    assert (await history.known("s", None, "b-1", NOW)).is_opted_out
    assert not (await history.known("s", ORDER, "b-2", NOW)).is_opted_out
    assert not (await history.known("s", ORDER, None, NOW)).is_opted_out


async def test_buyer_ids_are_stored_as_hashes_only(history: SqlHistory) -> None:
    await history.opt_outs.put("s", [OptOutSubject(buyer_id="buyer-4711")], NOW)
    (found,) = (await history.opt_outs.page("s", None, 10)).opt_outs
    assert found.order_id is None
    assert found.buyer_key is not None
    assert "4711" not in found.buyer_key


async def test_withdrawn_opt_out_no_longer_counts(history: SqlHistory) -> None:
    both = [OptOutSubject(order_id=ORDER), OptOutSubject(buyer_id="b-1")]
    await history.opt_outs.put("s", both, NOW)
    await history.opt_outs.withdraw("s", both)
    await history.opt_outs.withdraw("s", both)
    assert not (await history.known("s", ORDER, "b-1", NOW)).is_opted_out
    assert await history.opt_outs.of_order("s", ORDER) is None


async def test_repeated_opt_out_keeps_its_date_and_takes_the_new_reason(
    history: SqlHistory,
) -> None:
    await history.opt_outs.put("s", [OptOutSubject(order_id=ORDER, reason="old")], NOW)
    await history.opt_outs.put("s", [OptOutSubject(order_id=ORDER)], NOW + DAY)
    kept = await history.opt_outs.of_order("s", ORDER)
    await history.opt_outs.put("s", [OptOutSubject(order_id=ORDER, reason="new")], NOW + DAY)
    changed = await history.opt_outs.of_order("s", ORDER)
    assert kept is not None
    assert changed is not None
    assert (kept.reason, kept.recorded_at) == ("old", NOW)
    assert (changed.reason, changed.recorded_at) == ("new", NOW)


async def test_pages_give_every_opt_out_once(history: SqlHistory) -> None:
    orders = [f"028-{n:07}-0000000" for n in range(25)]
    await history.opt_outs.put("s", [OptOutSubject(order_id=order) for order in orders], NOW)
    await history.opt_outs.put("t", [OptOutSubject(order_id=ORDER)], NOW)
    seen: list[str | None] = []
    cursor = None
    while True:
        page = await history.opt_outs.page("s", cursor, 10)
        seen += [opt_out.order_id for opt_out in page.opt_outs]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(map(str, seen)) == orders


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "OTk5OTk5OTk5OTk5OTk5OTk5OTkgYSBi"])
async def test_invented_cursor_is_refused(history: SqlHistory, cursor: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        await history.opt_outs.page("s", cursor, 10)


async def test_restriction_is_replaced_and_lifted(history: SqlHistory) -> None:
    await history.account.restrict("s", None, "muted", NOW)
    await history.account.restrict("s", NOW + DAY, None, NOW)
    found = await history.account.restriction("s")
    assert found is not None
    assert (found.until, found.reason, found.origin) == (NOW + DAY, None, Origin.RECORDED)
    assert (await history.known("s", None, None, NOW)).restriction == found
    assert await history.account.restriction("t") is None
    await history.account.lift("s")
    await history.account.lift("s")
    assert await history.account.restriction("s") is None


async def test_standing_shows_a_restriction_until_its_end(history: SqlHistory) -> None:
    await history.account.restrict("s", NOW + DAY, None, NOW)
    before = await history.account.standing("s", NOW + DAY - timedelta(seconds=1))
    at_end = await history.account.standing("s", NOW + DAY)
    assert before.restriction is not None
    assert at_end.restriction is None


async def test_notice_of_an_opt_out_is_filed_under_its_order(history: SqlHistory) -> None:
    notice = Notice(NoticeKind.OPT_OUT, ORDER, None, NOW)
    assert await history.account.apply("s", notice, "text", NOW)
    found = await history.opt_outs.of_order("s", ORDER)
    assert found is not None
    assert found.origin is Origin.NOTICE


@pytest.mark.parametrize("kind", [NoticeKind.OPT_OUT, NoticeKind.BLOCKED])
async def test_notice_about_an_order_it_does_not_name_changes_nothing(
    history: SqlHistory, kind: NoticeKind
) -> None:
    assert not await history.account.apply("s", Notice(kind, None, None, NOW), "text", NOW)
    assert (await history.account.standing("s", NOW)).notices[kind] == 0


async def test_unknown_notice_changes_nothing(history: SqlHistory) -> None:
    notice = Notice(NoticeKind.UNKNOWN, ORDER, None, NOW)
    assert not await history.account.apply("s", notice, "text", NOW)
    assert set((await history.account.standing("s", NOW)).notices.values()) == {0}


async def test_blocked_notice_marks_the_last_send_before_it(history: SqlHistory) -> None:
    sent = [
        SentMessage(ORDER, MessageType.INVOICE, Channel.EMAIL, NOW + DAY * number)
        for number in range(3)
    ]
    await history.sends.record("s", sent, NOW)
    notice = Notice(NoticeKind.BLOCKED, ORDER, None, NOW + DAY + timedelta(hours=1))
    assert await history.account.apply("s", notice, "text", NOW)
    assert await history.account.apply("s", notice, "text", NOW)
    found = (await history.sends.of_order("s", ORDER, NOW)).sends
    assert [send.is_blocked for send in found] == [False, True, False]


async def test_blocked_notice_about_an_unknown_send_is_logged(history: SqlHistory) -> None:
    await history.account.apply("s", Notice(NoticeKind.BLOCKED, ORDER, None, NOW), "text", NOW)
    (found,) = (await history.sends.of_order("s", ORDER, NOW)).sends
    assert (found.message_type, found.channel, found.is_blocked) == (None, None, True)
    assert found.origin is Origin.NOTICE


async def test_same_text_counts_once_a_day(history: SqlHistory) -> None:
    notice = Notice(NoticeKind.COMPLAINT, None, None, NOW)
    for received_at in (NOW, NOW + timedelta(hours=1), NOW + DAY):
        notice = Notice(NoticeKind.COMPLAINT, None, None, received_at)
        await history.account.apply("s", notice, "many complaints", NOW)
    assert (await history.account.standing("s", NOW)).notices[NoticeKind.COMPLAINT] == 2


async def test_strike_is_a_notice_that_begins_a_restriction(history: SqlHistory) -> None:
    apply = history.account.apply
    await apply("s", restriction_notice(NOW + 5 * DAY), "first", NOW)
    await apply("s", restriction_notice(None, NOW + DAY), "told again", NOW + DAY)
    await apply("s", restriction_notice(NOW + 9 * DAY, NOW + 6 * DAY), "second", NOW + 6 * DAY)
    standing = await history.account.standing("s", NOW + 6 * DAY)
    assert (standing.strikes, standing.notices[NoticeKind.RESTRICTION]) == (2, 3)


@pytest.mark.parametrize(
    ("recorded", "told", "expected"),
    [
        (NOW + 5 * DAY, NOW + 9 * DAY, NOW + 9 * DAY),
        (NOW + 5 * DAY, NOW + 2 * DAY, NOW + 5 * DAY),
        (NOW + 5 * DAY, None, NOW + 5 * DAY),
        (None, NOW + 9 * DAY, None),
        (NOW - DAY, NOW + 9 * DAY, NOW + 9 * DAY),
        (NOW - DAY, None, None),
    ],
)
async def test_notice_lengthens_a_restriction_and_shortens_none(
    history: SqlHistory,
    recorded: datetime | None,
    told: datetime | None,
    expected: datetime | None,
) -> None:
    await history.account.restrict("s", recorded, None, NOW - 2 * DAY)
    await history.account.apply("s", restriction_notice(told), "text", NOW)
    found = await history.account.restriction("s")
    assert found is not None
    assert found.until == expected


async def test_notice_names_the_end_that_an_earlier_notice_did_not(history: SqlHistory) -> None:
    await history.account.apply("s", restriction_notice(None), "not delivered", NOW)
    await history.account.apply("s", restriction_notice(NOW + DAY), "for one day", NOW)
    found = await history.account.restriction("s")
    assert found is not None
    assert found.until == NOW + DAY


async def test_notice_of_a_restriction_that_is_over_restricts_nothing(history: SqlHistory) -> None:
    old = restriction_notice(NOW - DAY, NOW - 6 * DAY)
    assert await history.account.apply("s", old, "text", NOW)
    assert await history.account.restriction("s") is None
    assert (await history.account.standing("s", NOW)).strikes == 1
