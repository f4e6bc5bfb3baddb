"""The head of the chain as something to keep elsewhere: on paper with a signature, in a mailbox, in another system."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from openxian.core.audit.canonical import BEGINNING, moment


@dataclass(frozen=True)
class Anchor:
    """The last link at a moment: its number, which is also how many there are, and its hash."""

    seq: int
    hash: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": moment(self.at), "count": self.seq}

    @property
    def groups(self) -> list[str]:
        """The hash in eights, as eyes compare it."""
        return [self.hash[place : place + 8] for place in range(0, 64, 8)]

    def as_text(self, name: str) -> str:
        """A page for the files of ``name``, the office that keeps the trail; 60 columns, room for a signature."""
        rows = (" ".join(self.groups[:4]), " ".join(self.groups[4:]))
        return TEXT.format(anchor=self, name=name, at=f"{self.at:%Y-%m-%d %H:%M:%S %z}", rows=rows)


TEXT = """\
审 计 链 锚 证

　　系统名称：{name}
　　取锚时间：{at}
　　链尾序号：{anchor.seq}
　　环节总数：{anchor.seq}
　　链值算法：SM3（GB/T 32905—2016）
　　链　　值：{rows[0]}
　　　　　　　{rows[1]}

　　本锚证记下此刻审计链末尾的链值。以后任何人改动、抽走、调换
或者补插此前的任何一条审计记录，重新计算得到的链值都会与此不同。

　　核对命令：
openxian audit verify --anchor \\
  {anchor}

　　取锚人（签字）：______________　　日期：____________

　　见证人（签字）：______________　　日期：____________

　　请与审计系统分开保管（档案柜、另一单位的邮箱均可）。
"""


def head(at: datetime) -> Anchor:
    """The end of the chain as it stands; ``at`` is only written on it."""
    from openxian.core.models import AuditLink

    last = AuditLink.objects.order_by("-seq").first()
    return Anchor(last.seq if last else 0, last.hash if last else BEGINNING, at)


def read(text: str) -> tuple[int, str]:
    """``SEQ:HASH`` as ``--anchor`` takes it, spaces between the groups allowed; raises ``ValueError``."""
    number, _, hash_ = text.partition(":")
    hash_ = "".join(hash_.split()).lower()
    if len(hash_) != 64 or set(hash_) - set("0123456789abcdef"):
        raise ValueError(text)
    return int(number), hash_
