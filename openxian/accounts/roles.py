"""The roles every installation starts with; ``key`` is what the code asks for.

``permissions`` are coarse Wagtail permissions as ``app.codename``; a room adds its own here. Every
role may enter the admin. What a person may do with one record is decided by their duties.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoleSpec:
    key: str
    name: str
    explanation: str
    administrator: str = ""
    second_factor_required: bool = False
    permissions: tuple[str, ...] = ()


ENTRY = "wagtailadmin.access_admin"

ROLES = (
    RoleSpec("system_administrator", "系统管理员", "建立和停用账号，不授予角色。", "system", True),
    RoleSpec("security_administrator", "安全管理员", "授予角色、定策略、解锁，不建账号。", "security", True),
    RoleSpec("audit_administrator", "审计管理员", "只看审计记录。", "audit", True),
    RoleSpec("site_manager", "站点管理员", "建站点、栏目、专题，管版面。"),
    RoleSpec("writer", "信息员", "为本单位写稿、送审。"),
    RoleSpec("first_reviewer", "初审员", "编辑初审和一校。"),
    RoleSpec("second_reviewer", "复审员", "科室负责人复审和二校。"),
    RoleSpec("final_reviewer", "终审员", "分管领导终审和三校。"),
    RoleSpec("office_manager", "办公室负责人", "定本单位和下级单位的审批路线。"),
)
