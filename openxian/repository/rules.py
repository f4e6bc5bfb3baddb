"""What the guideline and the three reviews ask of an article, on plain values; no framework in here."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from openxian.core.errors import Forbidden, Refused

LEAST_REASON = 2
DOCUMENT_NUMBER = r"^\S{1,20}〔\d{4}〕\d{1,5}号$"
"""文号 as GB/T 9704-2012 §7.2.5 writes it: 机关代字、年份（六角括号）、序号；an installation may say otherwise."""


@dataclass(frozen=True)
class Manuscript:
    """The facts of an article that a reviewer would look for first."""

    title: str
    source: str
    has_organisation: bool
    has_body: bool
    has_attachment: bool
    columns: int | None
    """How many columns it stands in; ``None`` when nobody keeps columns."""
    is_policy: bool = False
    issuer: str = ""
    dated_on: date | None = None
    document_number: str = ""


@dataclass(frozen=True)
class Missing:
    """One thing to fill in: the field and the sentence that says so."""

    field: str
    sentence: str


def missing_before_review(manuscript: Manuscript, today: date) -> list[Missing]:
    """What has to be filled in before anybody is asked to review.

    《政府网站发展指引》: 发布或转载都要注明来源; ArticleTitle and ContentSource are compulsory META tags
    (国办发〔2017〕47号 附件); a policy document needs 发布机构 and a true 成文日期 (71号 资源条目).
    """
    wanted = [
        (manuscript.title.strip(), "title", "请填写标题。"),
        (manuscript.source.strip(), "source", "请填写来源：发布单位或转载来源。"),
        (manuscript.has_organisation, "organisation", "请选择所属单位。"),
        (manuscript.has_body or manuscript.has_attachment, "body", "请填写正文，或者至少上传一个附件。"),
        (manuscript.columns is None or manuscript.columns, "columns", "请至少选择一个栏目。"),
    ]
    if manuscript.is_policy:
        dated = manuscript.dated_on
        wanted += [
            (manuscript.issuer.strip(), "issuer", "请填写发布机构。"),
            (dated, "dated_on", "请填写成文日期。"),
            (dated is None or dated <= today, "dated_on", "成文日期不能晚于今天，请核对。"),
        ]
    return [Missing(field, sentence) for filled, field, sentence in wanted if not filled]


def ready_for_review(manuscript: Manuscript, today: date) -> None:
    """先审后发: nothing incomplete goes to the reviewers. Raises ``Refused`` naming everything that is missing."""
    missing = missing_before_review(manuscript, today)
    if missing:
        raise Refused("".join(lack.sentence for lack in missing), field=missing[0].field)


def document_number_warning(number: str, form: str = DOCUMENT_NUMBER) -> str | None:
    """GB/T 9704-2012 §7.2.5: a sentence when a 文号 does not look like one; it warns and never refuses.

    ``form`` is a regular expression; old documents and foreign issuers keep their own forms.
    """
    if not number or re.fullmatch(form, number):
        return None
    return f"文号“{number}”不是“机关代字〔年份〕序号号”的写法（如“青政办发〔2026〕3号”），请核对。"


def people_differ(candidates: Iterable[int | None], involved: Collection[int]) -> None:
    """三审三校: whoever wrote, submitted or passed this version reviews it no further.

    ``candidates`` are the reviewer and, when acting for someone, that person too: a deputy is no second person.
    """
    if any(person in involved for person in candidates if person is not None):
        raise Forbidden("三审三校须由不同的人办理：你（或你代理的人）已经办过这一稿，请交给另一位审核员。")


def reason_given(reason: str, act: str) -> str:
    """退回、撤稿、紧急发布 leave a reason that a person can read years later. Returns it trimmed."""
    trimmed = reason.strip()
    if len(trimmed) < LEAST_REASON:
        raise Refused(f"{act}要写明理由。", field="reason")
    return trimmed


def levels_suffice(passed: int, required: int) -> None:
    """Per column: an article that stands in a stricter column needs that column's reviews."""
    if passed < required:
        raise Refused(f"所在栏目要求{required}级审核，这一轮只有{passed}级。请退回，由信息员重新送审。")


def publication_time(first: datetime | None, at: datetime) -> datetime:
    """检查指标 V1⑤ 伪造发稿日期: the time shown is that of the first act of publishing, never typed in."""
    return first or at


def schedule_makes_sense(go_live_at: datetime | None, expire_at: datetime | None, at: datetime) -> None:
    """An article must be on line for a while: it ends after it begins and after now."""
    begins = max(go_live_at or at, at)
    if expire_at and expire_at <= begins:
        raise Refused("下线时间要晚于上线时间，也要晚于现在。", field="expire_at")


def is_later(go_live_at: datetime | None, at: datetime) -> bool:
    """Whether a passed article waits for its hour."""
    return go_live_at is not None and go_live_at > at


def may_recall(submitted_by: int, person: int, *, emergency: bool) -> None:
    """Only who submitted takes back, and only what the public has not seen."""
    if submitted_by != person:
        raise Forbidden("只有送审人本人可以撤回送审。")
    if emergency:
        raise Refused("紧急发布的稿件已经公开，不能撤回送审；如有错误请撤稿。")


def never_published(addressed_on: date | None) -> None:
    """《政府网站发展指引》: what was public is withdrawn with a trace, never deleted."""
    if addressed_on is not None:
        raise Refused("发布过的稿件不能删除，只能撤稿。")


def validity_change(validity: str, ceased_on: date | None, note: str, dated_on: date | None, today: date) -> None:
    """修改、废止、失效要在原文上标注 (《政府网站发展指引》信息发布): with the day, and by which document."""
    if validity == "in_force":
        if ceased_on:
            raise Refused("有效的文件不填废止或失效日期。", field="ceased_on")
        return
    if ceased_on is None and validity != "amended":
        raise Refused("请填写废止或失效的日期。", field="ceased_on")
    if ceased_on and ceased_on > today:
        raise Refused("废止或失效日期还没有到，请到那天再办。", field="ceased_on")
    if ceased_on and dated_on and ceased_on < dated_on:
        raise Refused("废止或失效日期不能早于成文日期。", field="ceased_on")
    if not note.strip():
        raise Refused("请说明依据，如被哪个文件修改、废止。", field="validity_note")
