"""The one reader of settings: environment in, checked values out, or the start stops with all complaints.

``NAME_FILE`` names a file that holds the value of ``NAME``: secrets need not stand in the environment.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from environs import EnvError, FileAwareEnv

from openxian.config.variables import VARIABLES, Variable

EXIT_CODE = 78  # EX_CONFIG of sysexits.h: a service manager need not try again
SHORTEST_SECRET = 50
FEWEST_DIFFERENT = 10
FORMS = {"int": "要写整数", "bool": "只能写 true 或 false", "list": "要写成逗号分隔的一行", "str": "读不出来"}


class WrongSettings(SystemExit):
    """Some settings are missing or wrong; the start stops, one sentence for each."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(EXIT_CODE)

    def __str__(self) -> str:
        return "\n".join(["设置有误，未启动：", *(f"  · {sentence}" for sentence in self.sentences)])


def read_or_stop() -> dict[str, Any]:
    """All values, for a process that starts; prints the complaints before it stops."""
    try:
        return read()
    except WrongSettings as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 - logging is not set up before the settings are
        raise


def read() -> dict[str, Any]:
    """All values, read and checked; raises ``WrongSettings`` with every complaint at once."""
    complaints = list(_unknown(os.environ))
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        values[variable.name], complaint = _read_one(variable)
        if complaint:
            complaints.append(f"{variable.name} {complaint}。{variable.help}")
    if not complaints:
        complaints = [*_incomplete(values), *_insecure(values)]
    if complaints:
        raise WrongSettings(complaints)
    return values


def _unknown(names: Iterable[str]) -> Iterator[str]:
    """A name that nobody reads is a slip of the pen, and a dangerous one when it was meant to protect."""
    known = {variable.name for variable in VARIABLES}
    for name in sorted(names):
        if not name.startswith("OPENXIAN_") or name in known or name.removesuffix("_FILE") in known:
            continue
        close = get_close_matches(name, known, n=1)
        yield f"没有名为 {name} 的设置" + (f"，是不是想写 {close[0]}？" if close else "，请去掉。")


def _read_one(variable: Variable) -> tuple[Any, str | None]:
    """The value (the default when it cannot be had) and what is wrong with it."""
    from_file = f"{variable.name}_FILE"
    if os.environ.get(from_file) and os.environ.get(variable.name):
        return variable.default, f"与 {from_file} 只能设一个"
    try:
        value = getattr(FileAwareEnv(strip_whitespace=True), variable.kind)(variable.name, variable.default)
    except (EnvError, ValueError, OSError):
        if os.environ.get(from_file):
            return (
                variable.default,
                f"读不出来：{from_file} 指的文件不存在、无权读取或内容不对（{FORMS[variable.kind]}）",
            )
        return variable.default, FORMS[variable.kind]
    return value, variable.check(value)


def _incomplete(values: dict[str, Any]) -> Iterator[str]:
    """Some settings only make sense together."""
    if values["OPENXIAN_MAIL_HOST"] and not values["OPENXIAN_MAIL_FROM"]:
        yield "填了 OPENXIAN_MAIL_HOST，还要在 OPENXIAN_MAIL_FROM 里写发件人。"
    if values["OPENXIAN_MAIL_PASSWORD"] and not values["OPENXIAN_MAIL_USER"]:
        yield "填了 OPENXIAN_MAIL_PASSWORD，还要在 OPENXIAN_MAIL_USER 里写登录名。"


def _insecure(values: dict[str, Any]) -> Iterator[str]:
    """Production does not start with what is only fit for a demonstration."""
    if values["OPENXIAN_MODE"] != "production":
        return
    secret = values["OPENXIAN_SECRET_KEY"]
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT:
        yield (
            f"生产环境的 OPENXIAN_SECRET_KEY 至少要 {SHORTEST_SECRET} 个字符且不能是简单重复，"
            "可用 openxian secret-key 生成。"
        )
    if not values["OPENXIAN_HOSTS"] or any("*" in host for host in values["OPENXIAN_HOSTS"]):
        yield "生产环境要在 OPENXIAN_HOSTS 里逐个写明主机名，不能是 *。"
    if not values["OPENXIAN_HTTPS"]:
        yield "生产环境必须经 HTTPS 提供服务，请去掉 OPENXIAN_HTTPS=false。"
    if not values["OPENXIAN_ADMIN_URL"].startswith("https://"):
        yield "生产环境的 OPENXIAN_ADMIN_URL 要写后台的真实地址，以 https:// 开头。"
    if values["OPENXIAN_SMS_CARRIER"] == "pretend":
        yield "生产环境不能用假装的短信通道，请去掉 OPENXIAN_SMS_CARRIER=pretend 或换成真实的。"
