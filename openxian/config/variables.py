"""Every setting of an installation: its name, its default, what it is for, and what is refused.

The settings page of the documentation is made from this table (``openxian reference --write``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Variable:
    """One environment variable.

    ``kind`` is a reader of environs (``str``, ``bool``, ``int``, ``list``); ``check`` answers with the
    rest of a sentence when a value is refused, else with ``None``.
    """

    name: str
    kind: str
    default: Any
    help: str
    secret: bool = False
    check: Callable[[Any], str | None] = lambda value: None


def at_least(minimum: int) -> Callable[[Any], str | None]:
    """Refuses numbers below ``minimum``."""
    return lambda value: None if value >= minimum else f"不能小于 {minimum}"


def one_of(*allowed: str) -> Callable[[Any], str | None]:
    """Refuses everything but these words."""
    return lambda value: None if value in allowed else f"只能是 {'、'.join(allowed)}"


def web_address(value: str) -> str | None:
    """Refuses what is not a whole ``http(s)://host`` address."""
    parts = urlsplit(value)
    whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return None if whole else "要写完整地址，以 http:// 或 https:// 开头"


def database_address(value: str) -> str | None:
    """Refuses databases other than the two that every test runs on."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return "写法不对，口令里的特殊字符要按网址规则转义（如 @ 写成 %40）"
    known = parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1
    return None if known else "要写成 postgres://用户:口令@主机:端口/库名"


def scanner_address(value: str) -> str | None:
    """Refuses what is neither empty, a Unix socket nor a TCP address with a host."""
    if not value or value.startswith("unix:/"):
        return None
    parts = urlsplit(value)
    return None if parts.scheme == "tcp" and parts.hostname else "要写成 unix:/路径 或 tcp://主机:端口"


def host_names(values: list[str]) -> str | None:
    """Refuses addresses where only the host belongs."""
    wrong = [value for value in values if "/" in value or ":" in value or " " in value]
    return f"只写主机名，不带协议、端口和路径（{'、'.join(wrong)}）" if wrong else None


def sender(value: str) -> str | None:
    """Refuses a sender without a mail address."""
    _, address = parseaddr(value)
    whole = not value or re.fullmatch(r"[^@\s]+@[^@\s]+", address)
    return None if whole else "要有邮箱地址，写成 名称 <邮箱> 或只写邮箱"


def carrier_name(value: str) -> str | None:
    """Refuses what can be neither a carrier we bring nor the dotted name of a class."""
    known = value in {"", "pretend"} or re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+", value)
    return None if known else "不填、写 pretend，或写类的完整名称（包.模块.类）"


def mail_addresses(values: list[str]) -> str | None:
    """Refuses what is not a bare mail address."""
    wrong = [value for value in values if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", value)]
    return f"不是邮箱地址（{'、'.join(wrong)}）" if wrong else None


def regular_expression(value: str) -> str | None:
    try:
        re.compile(value)
    except re.error as error:
        return f"不是正确的正则表达式（{error}）"
    return None


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
    Variable(
        "OPENXIAN_SECRET_KEY",
        "str",
        "",
        "签名密钥，生产环境必填，至少 50 个字符；用 openxian secret-key 生成。",
        secret=True,
    ),
    Variable(
        "OPENXIAN_HOSTS",
        "list",
        [],
        "允许的主机名，逗号分隔，生产环境必填，不能是 *。",
        check=host_names,
    ),
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
        check=database_address,
    ),
    Variable(
        "OPENXIAN_REVIEW_WORKING_DAYS",
        "int",
        0,
        "稿件每一级审核应在几个工作日内办完，写进待办的期限；0 表示不限（演示方式为 3）。",
        check=at_least(0),
    ),
    Variable(
        "OPENXIAN_ADMIN_URL",
        "str",
        "http://localhost:8000",
        "工作后台的完整地址，写进通知和预览链接；生产环境必须以 https:// 开头。",
        check=web_address,
    ),
    Variable(
        "OPENXIAN_LOG_FORMAT",
        "str",
        "json",
        "日志格式：json（一行一个对象）或 text（给人看）。",
        check=one_of("json", "text"),
    ),
    Variable("OPENXIAN_LOG_LEVEL", "str", "INFO", "日志级别。", check=one_of("DEBUG", "INFO", "WARNING", "ERROR")),
    Variable("OPENXIAN_IDLE_MINUTES", "int", 15, "多少分钟没有操作自动退出（等保三级 身份鉴别）。", check=at_least(1)),
    Variable(
        "OPENXIAN_SINGLE_SESSION", "bool", True, "同一账号新登录时，是否结束它在别处的旧会话（等保三级 限制并发会话）。"
    ),
    Variable("OPENXIAN_PASSWORD_DAYS", "int", 90, "口令有效天数，0 表示不限。", check=at_least(0)),
    Variable("OPENXIAN_LOCKOUT_FAILURES", "int", 5, "连续输错多少次口令锁定账号。", check=at_least(1)),
    Variable("OPENXIAN_LOCKOUT_MINUTES", "int", 30, "锁定多少分钟。", check=at_least(1)),
    Variable("OPENXIAN_UPLOAD_MB", "int", 50, "单个附件最大兆字节数。", check=at_least(1)),
    Variable("OPENXIAN_VIDEO_MB", "int", 500, "单个视频最大兆字节数。", check=at_least(1)),
    Variable(
        "OPENXIAN_CLAMD",
        "str",
        "",
        "查毒服务 ClamAV（clamd）的地址，如 unix:/run/clamav/clamd.ctl 或 tcp://主机:3310；不填则不查毒。",
        check=scanner_address,
    ),
    Variable(
        "OPENXIAN_CLAMD_AWAY",
        "str",
        "refuse",
        "查毒服务不可用时：refuse（不收文件）或 keep（先收下，标“未查毒”，服务恢复后补查）。",
        check=one_of("refuse", "keep"),
    ),
    Variable(
        "OPENXIAN_MAIL_HOST",
        "str",
        "",
        "发信服务器（SMTP）的主机名；不填则不发邮件（演示方式写进数据目录的 mail 文件夹）。",
    ),
    Variable("OPENXIAN_MAIL_PORT", "int", 465, "发信服务器的端口。", check=at_least(1)),
    Variable(
        "OPENXIAN_MAIL_SECURITY",
        "str",
        "tls",
        "和发信服务器怎样加密：tls（一开始就加密，465）、starttls（先连后加密，587）、none（不加密，只限本机或内网转发）。",
        check=one_of("tls", "starttls", "none"),
    ),
    Variable("OPENXIAN_MAIL_USER", "str", "", "发信服务器的登录名；不填则不登录。"),
    Variable("OPENXIAN_MAIL_PASSWORD", "str", "", "发信服务器的口令或授权码。", secret=True),
    Variable(
        "OPENXIAN_MAIL_FROM",
        "str",
        "",
        "发件人，如 青岚县工作台 <desk@example.gov.cn>；填了发信服务器就必须填。",
        check=sender,
    ),
    Variable(
        "OPENXIAN_AUDIT_ANCHOR_MAIL",
        "list",
        [],
        "每天把审计链的锚证寄到这些邮箱，逗号分隔；最好是不归系统管理员管的邮箱，不填则不寄。",
        check=mail_addresses,
    ),
    Variable(
        "OPENXIAN_SMS_CARRIER",
        "str",
        "",
        "短信通道：不填则不发短信；pretend（假装发送，写进数据目录的 sms 文件夹，只限演示）；"
        "或短信适配类的完整名称，如 county_sms.Gateway。",
        check=carrier_name,
    ),
    Variable(
        "OPENXIAN_DOCUMENT_NUMBER_FORM",
        "str",
        "",
        "发文字号应有的写法（正则表达式），不符合只提醒、不拦截；不填按 GB/T 9704 的“机关代字〔年份〕序号号”。",
        check=regular_expression,
    ),
)
