"""设置写错、不认识或不安全，启动就停下，一次说全。"""

import pytest

from openxian.config.reader import EXIT_CODE, WrongSettings, read
from openxian.config.variables import VARIABLES

SECRET = "k9Q-2mZx8Lr4Tb6Wn0Vc1Hy3Jf5Gd7Ps-AqEuIoRtYzXwCvBnMl"
PRODUCTION = {
    "OPENXIAN_SECRET_KEY": SECRET,
    "OPENXIAN_HOSTS": "www.qinglan.example,office.qinglan.example",
    "OPENXIAN_ADMIN_URL": "https://office.qinglan.example",
}


@pytest.fixture
def environment(monkeypatch):
    """Sets exactly these variables and no other of ours."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
        monkeypatch.delenv(f"{variable.name}_FILE", raising=False)

    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return put


def refusal() -> str:
    with pytest.raises(WrongSettings) as wrong:
        read()
    assert wrong.value.code == EXIT_CODE
    return str(wrong.value)


def test_a_whole_production_environment_is_accepted(environment):
    environment(**PRODUCTION)
    values = read()
    assert values["OPENXIAN_MODE"] == "production"
    assert values["OPENXIAN_HOSTS"] == ["www.qinglan.example", "office.qinglan.example"]


def test_a_demo_needs_nothing_else(environment):
    environment(OPENXIAN_MODE="demo")
    assert read()["OPENXIAN_IDLE_MINUTES"] == 15


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OPENXIAN_MODE", "developer", "只能是 demo、production"),
        ("OPENXIAN_DOOR", "back", "只能是 portal、office、all"),
        ("OPENXIAN_HTTPS", "perhaps", "只能写 true 或 false"),
        ("OPENXIAN_IDLE_MINUTES", "fifteen", "要写整数"),
        ("OPENXIAN_IDLE_MINUTES", "0", "不能小于 1"),
        ("OPENXIAN_TRUSTED_PROXIES", "-1", "不能小于 0"),
        ("OPENXIAN_HOSTS", "https://www.qinglan.example/", "只写主机名"),
        ("OPENXIAN_ADMIN_URL", "office.qinglan.example", "要写完整地址"),
        ("OPENXIAN_LOG_LEVEL", "loud", "只能是 DEBUG"),
        ("OPENXIAN_MAIL_SECURITY", "ssl", "只能是 tls、starttls、none"),
        ("OPENXIAN_MAIL_FROM", "青岚县工作台", "要有邮箱地址"),
        ("OPENXIAN_SMS_CARRIER", "短信网关", "写类的完整名称"),
        ("DATABASE_URL", "mysql://county@db/openxian", "postgres://"),
        ("DATABASE_URL", "postgres://county:p@ss:word/x@db:no/openxian", "转义"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(environment, name, value, sentence):
    environment(**{"OPENXIAN_MODE": "demo", name: value})
    message = refusal()
    assert name in message
    assert sentence in message


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OPENXIAN_SECRET_KEY", "", "至少要 50 个字符"),
        ("OPENXIAN_SECRET_KEY", "short", "至少要 50 个字符"),
        ("OPENXIAN_SECRET_KEY", "0" * 60, "不能是简单重复"),
        ("OPENXIAN_HOSTS", "", "逐个写明主机名"),
        ("OPENXIAN_HOSTS", "*", "不能是 *"),
        ("OPENXIAN_HOSTS", "*.qinglan.example", "不能是 *"),
        ("OPENXIAN_HTTPS", "false", "必须经 HTTPS"),
        ("OPENXIAN_ADMIN_URL", "http://office.qinglan.example", "以 https:// 开头"),
    ],
)
def test_production_refuses_what_is_only_fit_for_a_demonstration(environment, name, value, sentence):
    environment(**PRODUCTION | {name: value})
    assert sentence in refusal()


def test_every_complaint_is_made_at_once(environment):
    environment(OPENXIAN_MODE="demo", OPENXIAN_DOOR="back", OPENXIAN_UPLOAD_MB="many")
    message = refusal()
    assert "OPENXIAN_DOOR" in message
    assert "OPENXIAN_UPLOAD_MB" in message


def test_a_name_nobody_reads_is_refused_with_the_name_that_was_meant(environment):
    environment(OPENXIAN_MODE="demo", OPENXIAN_TRUSTED_PROXY="1")
    assert "是不是想写 OPENXIAN_TRUSTED_PROXIES" in refusal()


def test_a_secret_may_come_from_a_file_and_its_last_newline_is_not_part_of_it(environment, tmp_path):
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    environment(**{name: value for name, value in PRODUCTION.items() if name != "OPENXIAN_SECRET_KEY"})
    environment(OPENXIAN_SECRET_KEY_FILE=str(file))
    assert read()["OPENXIAN_SECRET_KEY"] == SECRET


def test_a_file_that_cannot_be_read_is_refused(environment, tmp_path):
    environment(OPENXIAN_MODE="demo", OPENXIAN_SECRET_KEY_FILE=str(tmp_path / "missing"))
    assert "OPENXIAN_SECRET_KEY_FILE 指的文件不存在" in refusal()


def test_a_value_and_a_file_for_the_same_setting_are_refused(environment, tmp_path):
    environment(OPENXIAN_MODE="demo", OPENXIAN_SECRET_KEY=SECRET, OPENXIAN_SECRET_KEY_FILE=str(tmp_path / "secret"))
    assert "只能设一个" in refusal()


def test_a_complaint_never_repeats_the_secret_itself(environment):
    environment(OPENXIAN_MODE="demo", DATABASE_URL="mysql://county:top-secret@db/openxian")
    assert "top-secret" not in refusal()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"OPENXIAN_MAIL_HOST": "smtp.qinglan.example"}, "还要在 OPENXIAN_MAIL_FROM 里写发件人"),
        ({"OPENXIAN_MAIL_PASSWORD": "authorised"}, "还要在 OPENXIAN_MAIL_USER 里写登录名"),
        ({"OPENXIAN_SMS_CARRIER": "pretend"}, "不能用假装的短信通道"),
    ],
)
def test_mail_and_short_messages_are_set_up_as_a_whole(environment, values, sentence):
    environment(**PRODUCTION, **values)
    assert sentence in refusal()


def test_a_whole_set_up_of_mail_is_accepted(environment):
    sender = "青岚县工作台 <desk@qinglan.example>"
    mail = {"HOST": "smtp.qinglan.example", "FROM": sender, "USER": "desk", "PASSWORD": "authorised"}
    environment(**PRODUCTION, **{f"OPENXIAN_MAIL_{name}": value for name, value in mail.items()})
    assert read()["OPENXIAN_MAIL_FROM"] == sender
