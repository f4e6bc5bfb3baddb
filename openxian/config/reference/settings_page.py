"""The settings page of the documentation, made from the table of variables."""

from openxian.config.variables import VARIABLES, Variable

HEAD = """\
# 设置

所有设置都从环境变量读取，启动时逐个检查：写错、不认识或不安全的，一次列全，不启动（退出码 78）。
任何一项都可以改用 `名称_FILE` 指向一个文件，值写在文件里（适合密钥和口令），两者只能设一个。

`OPENXIAN_MODE=production`（默认）时还要求：`OPENXIAN_SECRET_KEY` 至少 50 个字符且不是简单重复；`OPENXIAN_HOSTS`
逐个写明、不含 `*`；不得关闭 `OPENXIAN_HTTPS`；`OPENXIAN_ADMIN_URL` 以 `https://` 开头。

| 名称 | 类型 | 默认值 | 说明 |
|---|---|---|---|
"""
KINDS = {"str": "文字", "bool": "true/false", "int": "整数", "list": "逗号分隔"}


def pages() -> dict[str, str]:
    return {"settings.md": HEAD + "".join(_row(variable) for variable in VARIABLES)}


def _row(variable: Variable) -> str:
    kind = KINDS[variable.kind] + ("（机密）" if variable.secret else "")
    return f"| `{variable.name}` | {kind} | {_default(variable)} | {variable.help.replace('|', '｜')} |\n"


def _default(variable: Variable) -> str:
    if variable.default in ("", []):
        return "（空）"
    shown = str(variable.default).lower() if variable.kind == "bool" else str(variable.default)
    return f"`{shown}`"
