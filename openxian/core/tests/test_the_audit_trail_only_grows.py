import pytest

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.models import AuditLine


@pytest.fixture
def line(education, writer, at):
    with audit.acting_from("10.1.2.3"):
        return audit.record("test.act", by=writer, at=at, thing=education, sentence="做了一件事。", number=3)


def test_a_line_says_who_what_when_and_from_where(line, education, writer, at):
    kept = AuditLine.objects.get(pk=line.pk)
    assert (kept.actor_id, kept.actor_name, kept.at, kept.address) == (writer.pk, "陈晓禾", at, "10.1.2.3")
    assert (kept.thing_type, kept.thing_id) == ("organisations.organisation", str(education.pk))
    assert (kept.sentence, kept.detail) == ("做了一件事。", {"number": 3})


def test_it_stays_as_it_was_when_people_change(line, writer):
    writer.name = "改名"
    writer.save()
    assert AuditLine.objects.get(pk=line.pk).actor_name == "陈晓禾"


def test_the_system_itself_has_a_name(education, at):
    assert audit.record("test.act", by=None, at=at, thing=education, sentence="到时办了。").actor_name == "系统"


def test_no_line_is_changed_or_removed(line):
    line.sentence = "没做过。"
    for change in (
        line.save,
        line.delete,
        lambda: AuditLine.objects.all().delete(),
        lambda: AuditLine.objects.update(sentence="没做过。"),
        lambda: AuditLine.objects.bulk_update([line], ["sentence"]),
    ):
        with pytest.raises(Refused, match="只能追加"):
            change()
    assert AuditLine.objects.get().sentence == "做了一件事。"
