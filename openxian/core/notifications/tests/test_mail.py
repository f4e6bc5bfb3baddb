"""邮件：真的发信服务器收到的是对的中文、两种正文、不变的编号；发不出去就再试，试满为止。"""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from openxian.core.notifications import actions, mails
from openxian.core.outbox.models import Job
from tests.installation import free_port

TITLE = "关于开展森林防火专项检查的通知（第一批）：请各乡镇于三日内反馈，逾期视为无意见，联系人温若谷"


class Server:
    """A mail server that keeps what it gets; ``answer`` is what it says to a mail."""

    def __init__(self):
        self.mails, self.calls, self.answer, self.recipient = [], 0, "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - as above
        envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        self.calls += 1
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def server(settings):
    controller = _started(Controller, Server(), settings)
    yield controller.handler
    controller.stop()


def _started(kind, handler, settings):
    """A mail server at a free port, the one the settings name."""
    controller = kind(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.server.sockets[0].getsockname()[:2]
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
    return controller


def tell(reader, at, title=TITLE, **more):
    actions.notify([reader], kind="trial", title=title, by=None, at=at, **more)


def test_chinese_arrives_as_it_was_written(server, reader, work, at):
    tell(reader, at, body="请于 <三日> 内反馈 & 签章。", link="/office/desk/todo/7/")
    work(at + timedelta(minutes=1))
    [mail] = server.mails
    assert mail["Subject"].strip() == TITLE  # a long one begins on a folded line
    assert mail["From"].addresses[0].display_name == "青岚县工作台"
    assert mail["To"] == "reader@qinglan.example"
    plain, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    assert "温若谷，您好" in plain and "请于 <三日> 内反馈 & 签章。" in plain
    assert "请于 &lt;三日&gt; 内反馈 &amp; 签章。" in html
    assert "https://office.qinglan.example/office/desk/todo/7/" in plain and "/office/desk/todo/7/" in html
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_failed_is_tried_again_under_the_same_message_id(server, reader, work, at):
    server.answer = "451 please try again later"
    tell(reader, at)
    work(at + timedelta(minutes=1))
    job = Job.objects.get(topic="notifications.mail")
    assert (job.state, job.attempts, server.calls) == ("waiting", 1, 1)
    server.answer = "250 OK"
    work(job.due_at)
    [mail] = server.mails
    assert mail["Message-ID"] == f"<{job.idempotency_key}@office.qinglan.example>"


def test_the_same_mail_twice_is_the_same_to_the_letter(server, reader, work, at):
    """The line broke after the server had taken it: the receiver can tell by the number that it is no second mail."""
    tell(reader, at)
    work(at + timedelta(minutes=1))
    job = Job.objects.get(topic="notifications.mail")
    Job.objects.filter(pk=job.pk).update(state="waiting", finished_at=None)
    work(at + timedelta(minutes=5))
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] and first["Date"] == second["Date"]
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()


def test_a_mail_that_never_goes_out_becomes_a_dead_letter_with_its_reason(server, reader, work, at):
    server.answer = "451 disk full"
    tell(reader, at)
    for hour in range(20):
        work(at + timedelta(hours=2 * hour, minutes=1))
    job = Job.objects.get(topic="notifications.mail")
    assert (job.state, job.attempts) == ("failed", 14)
    assert job.reason == "发信服务器没有收下（451 disk full）"


@pytest.mark.parametrize(("answer", "state"), [("550 no such user", "failed"), ("450 mailbox busy", "waiting")])
def test_an_address_nobody_has_is_given_up_at_once_and_a_busy_one_is_not(server, reader, work, at, answer, state):
    server.recipient = answer
    tell(reader, at)
    work(at + timedelta(minutes=1))
    job = Job.objects.get(topic="notifications.mail")
    assert (job.state, job.attempts) == (state, 1)
    assert job.reason == f"发信服务器不收这个收件人（{answer}）"


def test_a_server_that_is_not_there_is_said_in_plain_words(settings, reader, work, at):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "127.0.0.1", 1, False
    tell(reader, at)
    work(at + timedelta(minutes=1))
    assert Job.objects.get(topic="notifications.mail").reason.startswith("连不上对方")


@pytest.fixture
def guarded(settings):
    """A mail server that asks for a login; ``guarded(accepted)`` starts it and returns what it was given."""
    started = []

    def start(*, accepted):
        given = []

        def authenticate(server, session, envelope, mechanism, login):
            given.append((login.login, login.password))
            return AuthResult(success=accepted, handled=False)

        class Guarded(Controller):
            def factory(self):
                return SMTP(self.handler, authenticator=authenticate, auth_require_tls=False)

        started.append(_started(Guarded, Server(), settings))
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "S3cret-of-the-desk"
        return given

    yield start
    for controller in started:
        controller.stop()


def test_name_and_password_are_given_to_the_server(guarded, reader, work, at):
    given = guarded(accepted=True)
    tell(reader, at)
    work(at + timedelta(minutes=1))
    assert given == [(b"desk", b"S3cret-of-the-desk")]
    assert Job.objects.get(topic="notifications.mail").state == "done"


def test_a_login_that_is_refused_is_said(guarded, reader, work, at):
    guarded(accepted=False)
    tell(reader, at)
    work(at + timedelta(minutes=1))
    assert Job.objects.get(topic="notifications.mail").reason.startswith("发信服务器不认登录名或口令（535")


def test_a_title_of_several_lines_makes_one_subject(reader, at, db):
    """A header must not be smuggled in by a title."""
    from openxian.core.notifications.models import Notification

    notice = Notification(person=reader, kind="trial", title="一\r\nBcc: all@qinglan.example", created_at=at)
    assert mails.subject([notice]) == "一 Bcc: all@qinglan.example"


def test_who_left_meanwhile_gets_no_mail(server, reader, work, at):
    tell(reader, at)
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    work(at + timedelta(minutes=1))
    assert server.mails == []
    assert not Job.objects.exclude(state="done").exists()
