"""What “我的账号” says of duties and delegations."""

from django.urls import reverse

from openxian.organisations import permissions, queries


def duties(user, now) -> dict:
    """One's own duties today."""
    rows = []
    for duty in queries.own_duties(user, now.date()):
        reach = "（含下级机构）" if duty.includes_below else ""
        until = f"，至 {duty.until_on}" if duty.until_on else ""
        rows.append(f"{duty.organisation}{reach}：{duty.role}，自 {duty.from_on} 起{until}")
    return {"title": "我的职责", "rows": rows, "link": None}


def delegations(user, now) -> dict:
    """For whom one acts and who acts for oneself, today or later."""
    rows = [
        f"{row.delegator}委托{row.delegate}代理，{row.from_on} 至 {row.to_on}（{row.reason}）"
        for row in queries.open_delegations(user, now.date())
    ]
    link = (reverse("organisations:my_delegations"), "外出时委托别人代理") if permissions.may_see(user) else None
    return {"title": "代理", "rows": rows, "link": link}
