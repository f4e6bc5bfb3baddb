"""Who may come near which address, and which roles there are."""

from openxian.accounts.roles import ROLES, RoleSpec
from openxian.config import gate

HEAD = """\
# 权限

三层，一层比一层细，都是“没有写就不许”：

1. **大门**（下表，[openxian/config/gate.py](../../openxian/config/gate.py)）：哪种角色能走近哪个地址；
   没有写的地址谁也进不去。
2. **职责**：谁在哪天为哪个机构担任哪个角色（[openxian/organisations](../../openxian/organisations/README.md)）。
3. **每一件**：各房间的 `permissions`，`may_x(人, 事)` 和 `visible_to(人)`。

每个地址 × 每种人 × 自己的/别人的 × GET/POST 的结果列在
[tests/permissions/table.tsv](../../tests/permissions/table.tsv)，由测试逐行核对。
"""
WHO = {gate.ANYONE: "任何人", gate.STAFF: "登录的工作人员"}


def pages() -> dict[str, str]:
    roles = "".join(_role(role) for role in ROLES)
    doors = "".join(f"| `{pattern}` | {_who(who)} |\n" for pattern, who in gate.TABLE)
    return {
        "permissions.md": f"{HEAD}\n## 角色\n\n| 角色 | 名称 | 说明 | 第二因子 |\n|---|---|---|---|\n{roles}"
        f"\n## 大门\n\n从上到下，第一条相符的算数。\n\n| 地址的名称 | 谁 |\n|---|---|\n{doors}"
    }


def _role(role: RoleSpec) -> str:
    return (
        f"| {role.name} | `{role.key}` | {role.explanation} | {'必须' if role.second_factor_required else '可选'} |\n"
    )


def _who(who: gate.Who) -> str:
    names = {role.key: role.name for role in ROLES}
    if isinstance(who, str):
        return WHO[who]
    return "、".join(names[key] for key in who) or "谁也不行"
