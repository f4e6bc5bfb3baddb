"""What GB/T 22239-2019 (等保三级) asks of logins, as functions on plain values.

The standard gives no numbers; those here are ours and stricter than common practice.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

SHORTEST = 10
CLASSES_NEEDED = 3
REMEMBERED = 5
IDLE_DAYS = 90
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
WALKS = ("1qaz2wsx", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "9876543210", "abcdefghij")


def password_complaints(password: str, username: str, common: Collection[str]) -> list[str]:
    """Why a password may not be taken, as Chinese sentences (8.1.4.1 身份鉴别 a); empty when it may.

    ``common`` holds passwords everybody tries, in lower case.
    """
    complaints = []
    if len(password) < SHORTEST:
        complaints.append(f"口令至少 {SHORTEST} 位。")
    if sum(bool(re.search(kind, password)) for kind in CLASSES) < CLASSES_NEEDED:
        complaints.append("小写字母、大写字母、数字、符号四类里至少要有三类。")
    if username and username.lower() in password.lower():
        complaints.append("口令里不能有登录名。")
    if is_common(password, common):
        complaints.append("这个口令太常见，容易被猜中，请换一个。")
    return complaints


def is_common(password: str, common: Collection[str]) -> bool:
    """Whether a password is a common one, also when digits and signs were only hung on or a keyboard row walked."""
    lower = password.lower()
    bare = re.sub(r"^[^a-z]+|[^a-z]+$", "", lower)
    core = re.sub(r"[^a-z]+", "", bare.translate(str.maketrans("@$0", "aso")))
    walked = any(walk[at : at + 7] in lower for walk in WALKS for at in range(len(walk) - 6))
    return lower in common or core in common or walked


def password_expired(changed_at: datetime | None, at: datetime, days: int) -> bool:
    """Whether a password must be changed again (8.1.4.1 身份鉴别 a 定期更换); ``days`` 0 means never."""
    return bool(days) and (changed_at is None or at - changed_at >= timedelta(days=days))


def is_idle(last_used_at: datetime, at: datetime, days: int = IDLE_DAYS) -> bool:
    """Whether an account is out of use and must be frozen (8.1.4.2 访问控制 c 过期账户)."""
    return at - last_used_at >= timedelta(days=days)


def lock_ends(failures: Iterable[tuple[datetime, int]], limit: int, lasting: timedelta) -> datetime | None:
    """When a lock after failed logins is over (8.1.4.1 身份鉴别 b), or ``None`` if nothing is locked.

    ``failures`` are (time of the last failure, number of failures) of each place they came from;
    a place is forgotten ``lasting`` after its last failure.
    """
    oldest_first = sorted(failures)
    remaining = sum(count for _, count in oldest_first)
    ends = None
    for last_at, count in oldest_first:
        if remaining < limit:
            break
        ends, remaining = last_at + lasting, remaining - count
    return ends


def may_become_administrator(kind: str, held: Collection[str]) -> bool:
    """System, security and audit administration exclude each other (8.1.5 安全管理中心 三类管理员)."""
    return not (set(held) - {kind, ""})


def days_left(changed_at: datetime | None, today: date, days: int) -> int | None:
    """How many days a password still holds; ``None`` when passwords do not expire."""
    if not days or changed_at is None:
        return None
    return max(0, days - (today - changed_at.date()).days)
