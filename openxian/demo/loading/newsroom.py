"""Articles on their way: drafts, reviews, a return, a schedule, a withdrawal, an emergency; by the real acts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page

from openxian.accounts.models import User
from openxian.demo.loading.articles import ORIGIN, body_blocks, kind_of
from openxian.demo.manuscripts import BEIJING, Manuscript, manuscripts
from openxian.organisations.models import Organisation
from openxian.repository import actions, registry
from openxian.repository.models import Article, Picture, Review

WRITERS = {
    "education": "ye.xiaoman",
    "forestry": "song.lin",
    "general-office": "su.wanqing",
    "yunxi": "lu.jiahe",
    "industrial-park": "meng.haitang",
}
REVIEWERS = ("xu.wenjing", "han.zhongliang", "yan.zhixing")
PASSES = {"second_review": 1, "final_review": 2, "scheduled": 3, "withdrawn": 3}
COMMENTS = ("事实、数据和格式已核对，一校无误。", "政策口径和保密要求已核，二校无误。", "同意发布。")


@dataclass(frozen=True)
class Newsroom:
    """What the people in it have at hand: bodies, accounts, columns, pictures, the articles links lead to."""

    bodies: dict[str, Organisation]
    people: dict[str, User]
    pages: dict[str, Page]
    pictures: dict[str, Picture]
    rows: dict[str, Article]


def load_newsroom(
    bodies: dict[str, Organisation], people: dict[str, User], pages: dict[str, Page], pictures: dict[str, Picture]
) -> None:
    """Everything that has a state, each step a little after the one before."""
    rows = Article.objects.filter(external_id__startswith=ORIGIN).in_bulk(field_name="external_id")
    room = Newsroom(bodies, people, pages, pictures, rows)
    for each in manuscripts().values():
        if each.state:
            _carry_on(each, _written(each, room), people)


def _written(each: Manuscript, room: Newsroom) -> Article:
    head, at = each.head, each.published_at
    body = room.bodies[head["organisation"]]
    article = Article(
        title=head["title"],
        kind=kind_of(each),
        summary=each.summary,
        keywords="青岚县",
        organisation=body,
        source=head.get("source", body.name),
        body=body_blocks(each, room.pages, room.pictures, room.rows),
        lead_picture=room.pictures.get(head.get("picture")),
    )
    if "go_live" in head:
        article.go_live_at = head["go_live"].replace(tzinfo=BEIJING)
    article = actions.save_draft(article, by=room.people[WRITERS[head["organisation"]]], at=at)
    chosen = [room.pages[path].pk for path in head["columns"]]
    registry.columns.choose(article, chosen, by=room.people["fang.zhihua"], at=at + timedelta(minutes=1))
    return article


def _carry_on(each: Manuscript, article: Article, people: dict[str, User]) -> None:
    at = each.published_at + timedelta(minutes=2)
    if each.state == "draft":
        return
    if each.state == "emergency":
        actions.publish_urgently(article, by=people[REVIEWERS[2]], at=at, reason=each.head["emergency_note"])
        return
    review = actions.submit(article, by=people[WRITERS[each.head["organisation"]]], at=at, note="请审核。")
    if each.state == "returned":
        actions.return_for_changes(review, by=people[REVIEWERS[0]], at=_later(at, 1), comment=each.head["return_note"])
        return
    _pass(review, PASSES.get(each.state, 0), people, at)
    if each.state == "withdrawn":
        article.refresh_from_db()
        reason = each.head["withdraw_note"]
        actions.withdraw(article, by=people[REVIEWERS[2]], at=at + timedelta(days=3), reason=reason)


def _pass(review: Review, levels: int, people: dict[str, User], at: datetime) -> None:
    for level in range(levels):
        actions.pass_review(review, by=people[REVIEWERS[level]], at=_later(at, level + 1), comment=COMMENTS[level])


def _later(at: datetime, steps: int) -> datetime:
    return at + timedelta(minutes=10 * steps)
