"""旧通知的清理：已读的留半年，没读的留两年。"""

from datetime import timedelta

from openxian.core.notifications import actions, keeping, queries


def test_notices_are_removed_when_they_are_old(reader, at):
    for days in (800, 200, 200, 10):
        actions.notify([reader], kind="trial", title=f"{days}", by=None, at=at - timedelta(days=days))
    actions.mark_read(queries.of(reader)[1], by=reader, at=at - timedelta(days=199))
    assert keeping.tidy(at=at) == 2
    assert [notice.title for notice in queries.of(reader)] == ["10", "200"]
