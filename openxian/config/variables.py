"""The one reader of settings: every variable, what it is for, and what is refused.

Values come from the environment; ``NAME_FILE`` names a file that holds the value (for secrets).
The settings page of the documentation is made from this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from environs import EnvError, FileAwareEnv


class WrongSetting(SystemExit):
    """A setting is missing or wrong; the start stops with one sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"设置有误，未启动：{sentence}")


@dataclass(frozen=True)
class Variable:
    """One environment variable: ``kind`` is a reader of environs (``str``, ``bool``, ``int``, ``list`` …)."""

    name: str
    kind: str
    default: Any
    help: str
    secret: bool = False
    check: Callable[[Any], str | None] = lambda value: None


def at_least(minimum: int) -> Callable[[Any], str | None]:
    return lambda value: None if value >= minimum else f"不能小于 {minimum}"


def one_of(*allowed: str) -> Callable[[Any], str | None]:
    return lambda value: None if value in allowed else f"只能是 {'、'.join(allowed)}"


VARIABLES = (
    Variable(
        "OPENXIAN_MODE",
        "str",
        "production",
        "运行方式：demo（演示，允许不安全的默认值）或 production（生产）。",
        check=one_of("demo", "production"),
    ),
    Variable(
        "OPENXIAN_DOOR",
        "str",
        "all",
        "前门：portal（只有公众门户）、office（只有工作人员后台）、all（两者，演示用）。",
        check=one_of("portal", "office", "all"),
    ),
    Variable("OPENXIAN_DATA", "str", "data", "数据目录：SQLite 库、上传的文件、收集的静态文件都在里面。"),
    Variable("OPENXIAN_SECRET_KEY", "str", "", "签名密钥，生产环境必填，至少 50 个字符。", secret=True),
    Variable("OPENXIAN_HOSTS", "list", [], "允许的主机名，逗号分隔，生产环境必填，不能是 *。"),
    Variable("OPENXIAN_HTTPS", "bool", True, "是否经 HTTPS 提供服务；生产环境必须为 true。"),
    Variable(
        "OPENXIAN_TRUSTED_PROXIES",
        "int",
        0,
        "前面有几层可信反向代理；据此从 X-Forwarded-For 取来源地址。",
        check=at_least(0),
    ),
    Variable(
        "DATABASE_URL",
        "str",
        "",
        "数据库地址，如 postgres://用户:口令@主机:5432/库名；不填则用数据目录里的 SQLite。",
        secret=True,
    ),
    Variable("OPENXIAN_ADMIN_URL", "str", "http://localhost:8000", "工作后台的完整地址，写进通知和预览链接。"),
    Variable(
        "OPENXIAN_LOG_FORMAT",
        "str",
        "json",
        "日志格式：json（一行一个对象）或 text（给人看）。",
        check=one_of("json", "text"),
    ),
    Variable("OPENXIAN_LOG_LEVEL", "str", "INFO", "日志级别。", check=one_of("DEBUG", "INFO", "WARNING", "ERROR")),
    Variable("OPENXIAN_IDLE_MINUTES", "int", 15, "多少分钟没有操作自动退出（等保三级 身份鉴别）。", check=at_least(1)),
    Variable("OPENXIAN_PASSWORD_DAYS", "int", 90, "口令有效天数，0 表示不限。", check=at_least(0)),
    Variable("OPENXIAN_LOCKOUT_FAILURES", "int", 5, "连续输错多少次口令锁定账号。", check=at_least(1)),
    Variable("OPENXIAN_LOCKOUT_MINUTES", "int", 30, "锁定多少分钟。", check=at_least(1)),
    Variable("OPENXIAN_UPLOAD_MB", "int", 50, "单个附件最大兆字节数。", check=at_least(1)),
    Variable("OPENXIAN_VIDEO_MB", "int", 500, "单个视频最大兆字节数。", check=at_least(1)),
)


def read(environ: dict[str, str] | None = None) -> dict[str, Any]:
    """All variables, read and checked; raises ``WrongSetting`` at the first that is wrong."""
    env = FileAwareEnv()
    values = {variable.name: _read_one(env, variable) for variable in VARIABLES}
    _refuse_insecure(values)
    return values


def _read_one(env: FileAwareEnv, variable: Variable) -> Any:
    try:
        value = getattr(env, variable.kind)(variable.name, variable.default)
    except (EnvError, ValueError, OSError) as error:
        raise WrongSetting(f"{variable.name} 读不出来（{error}）。{variable.help}") from error
    complaint = variable.check(value)
    if complaint:
        raise WrongSetting(f"{variable.name} {complaint}。{variable.help}")
    return value


def _refuse_insecure(values: dict[str, Any]) -> None:
    """Production does not start with what is only fit for a demonstration."""
    if values["OPENXIAN_MODE"] != "production":
        return
    if len(values["OPENXIAN_SECRET_KEY"]) < 50:
        raise WrongSetting("生产环境的 OPENXIAN_SECRET_KEY 至少要 50 个字符，可用 openxian secret-key 生成。")
    if not values["OPENXIAN_HOSTS"] or "*" in values["OPENXIAN_HOSTS"]:
        raise WrongSetting("生产环境要在 OPENXIAN_HOSTS 里逐个写明主机名，不能是 *。")
    if not values["OPENXIAN_HTTPS"]:
        raise WrongSetting("生产环境必须经 HTTPS 提供服务，请去掉 OPENXIAN_HTTPS=false。")
