"""Which columns an article stands in, and what is pinned there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Forbidden, Refused
from openxian.portal import permissions
from openxian.portal.actions.following import show_where_allowed
from openxian.portal.models import ColumnPage, Placement
from openxian.repository.models import Article

BATCH = 1000


@transaction.atomic
def place(article, column: ColumnPage, *, by, at: datetime) -> Placement:
    """Let the article stand in one more column; its first column becomes its home."""
    _must_place(by, [column], at)
    _lock(article)
    placements = Placement.objects.filter(article=article)
    if placements.filter(column=column).exists():
        raise Refused(f"稿件已在栏目“{column.title}”里，不用再放一次。")
    placement = Placement.objects.create(
        article=article,
        column=column,
        is_home=not placements.filter(is_home=True).exists(),
        sort_at=article.published_at or at,
        by=by,
        at=at,
    )
    show_where_allowed(article)
    placement.refresh_from_db()
    audit.record("portal.place", by=by, at=at, thing=article, sentence=f"把《{article}》放进栏目“{column.title}”。")
    return placement


@transaction.atomic
def unplace(article, column: ColumnPage, *, by, at: datetime) -> None:
    """Take the article out of a column; a published article keeps at least one, and its home passes on."""
    _must_place(by, [column], at)
    _lock(article)
    placement = _standing(article, column)
    others = Placement.objects.filter(article=article).exclude(pk=placement.pk).order_by("id")
    heir = others.first()
    if heir is None and article.live:
        raise Refused("已发布的稿件至少要留在一个栏目里；不想公开请撤稿。")
    placement.delete()
    if heir and placement.is_home:
        others.filter(pk=heir.pk).update(is_home=True)
    audit.record("portal.unplace", by=by, at=at, thing=article, sentence=f"把《{article}》移出栏目“{column.title}”。")


@transaction.atomic
def move(article, source: ColumnPage, target: ColumnPage, *, by, at: datetime) -> Placement:
    """From one column to another, keeping its place in time; a pin stays behind."""
    _must_place(by, [source, target], at)
    _lock(article)
    placement = _standing(article, source)
    if Placement.objects.filter(article=article, column=target).exists():
        raise Refused(f"稿件已在栏目“{target.title}”里，请改用“移出栏目”。")
    placement.column, placement.pinned, placement.pinned_until = target, 0, None
    placement.by, placement.at = by, at
    placement.save()
    show_where_allowed(article)
    placement.refresh_from_db()
    sentence = f"把《{article}》从栏目“{source.title}”移到“{target.title}”。"
    audit.record("portal.move", by=by, at=at, thing=article, sentence=sentence)
    return placement


@transaction.atomic
def choose(article, column_ids: Sequence[int], *, by, at: datetime) -> None:
    """Let the article stand in exactly these columns, the first being its home."""
    wanted = list(dict.fromkeys(column_ids))
    _lock(article)
    standing = {placement.column_id: placement for placement in Placement.objects.filter(article=article)}
    columns = ColumnPage.objects.in_bulk(set(wanted) | set(standing))
    if set(wanted) - set(columns):
        raise Refused("选的栏目已不存在，请重新选择。", field="columns")
    if article.live and not wanted:
        raise Refused("已发布的稿件至少要留在一个栏目里；不想公开请撤稿。", field="columns")
    _must_place(by, [columns[number] for number in set(wanted) ^ set(standing)], at)
    if not _set_columns(article, wanted, standing, by=by, at=at):
        return
    show_where_allowed(article)
    names = "、".join(columns[number].title for number in wanted) or "（无）"
    audit.record("portal.choose", by=by, at=at, thing=article, sentence=f"《{article}》的栏目定为：{names}。")


def _set_columns(article, wanted: list[int], standing: dict[int, Placement], *, by, at) -> bool:
    """Write the difference; whether there was any."""
    home = next((number for number, placement in standing.items() if placement.is_home), None)
    if set(wanted) == set(standing) and (not wanted or home == wanted[0]):
        return False
    Placement.objects.filter(article=article).exclude(column__in=wanted).delete()
    Placement.objects.filter(article=article, is_home=True).update(is_home=False)
    sort_at = article.published_at or at
    Placement.objects.bulk_create(
        Placement(article=article, column_id=number, sort_at=sort_at, by=by, at=at)
        for number in wanted
        if number not in standing
    )
    Placement.objects.filter(article=article, column__in=wanted[:1]).update(is_home=True)
    return True


@transaction.atomic
def pin(article, column: ColumnPage, *, until: date | None = None, order: int = 1, by, at: datetime) -> None:
    """Keep an article on top of a column through ``until`` (open end: none); higher ``order`` stands higher."""
    _must_place(by, [column], at)
    if order < 1:
        raise Refused("置顶次序从 1 开始，数字大的在前。", field="order")
    if until and until < at.date():
        raise Refused("置顶截止日期不能早于今天。", field="until")
    placement = _standing(article, column)
    Placement.objects.filter(pk=placement.pk).update(pinned=order, pinned_until=until)
    end = f"到 {until}" if until else "不限期"
    audit.record("portal.pin", by=by, at=at, thing=article, sentence=f"在“{column.title}”置顶《{article}》，{end}。")


@transaction.atomic
def unpin(article, column: ColumnPage, *, by, at: datetime) -> None:
    _must_place(by, [column], at)
    placement = _standing(article, column)
    Placement.objects.filter(pk=placement.pk).update(pinned=0, pinned_until=None)
    audit.record("portal.unpin", by=by, at=at, thing=article, sentence=f"取消“{column.title}”里《{article}》的置顶。")


def place_many(rows: Iterable[tuple[Article, Sequence[int]]], *, by, at: datetime) -> int:
    """Placements for imported articles in bulk: (article, column ids, home first); how many were written.

    Meant for articles that come in already published elsewhere: a live one is shown in all its columns.
    The import leaves its own audit line. Doing it again changes nothing.
    """
    rows, written = iter(rows), 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            written += _place_batch(batch, by=by, at=at)
    return written


def _place_batch(batch: list[tuple[Article, Sequence[int]]], *, by, at) -> int:
    ids = [article.pk for article, _ in batch]
    old = Placement.objects.filter(article__in=ids).in_bulk(field_name="pk").values()
    standing = {(placement.article_id, placement.column_id): placement for placement in old}
    made = [
        Placement(
            article_id=article.pk,
            column_id=number,
            is_home=position == 0,
            shown=article.live,
            sort_at=article.published_at or at,
            by=by,
            at=at,
        )
        for article, numbers in batch
        for position, number in enumerate(dict.fromkeys(numbers))
    ]
    wanted = {(placement.article_id, placement.column_id) for placement in made}
    Placement.objects.filter(pk__in=[each.pk for key, each in standing.items() if key not in wanted]).delete()
    Placement.objects.filter(pk__in=[each.pk for each in standing.values() if each.is_home]).update(is_home=False)
    again = [_renewed(standing[key], each) for each in made if (key := (each.article_id, each.column_id)) in standing]
    fresh = [each for each in made if (each.article_id, each.column_id) not in standing]
    Placement.objects.bulk_create(fresh, batch_size=BATCH)
    Placement.objects.bulk_update(again, ["is_home", "shown", "sort_at"], batch_size=BATCH)
    return len(fresh)


def _renewed(old: Placement, new: Placement) -> Placement:
    old.is_home, old.shown, old.sort_at = new.is_home, new.shown, new.sort_at
    return old


def _must_place(by, columns: Iterable[ColumnPage], at: datetime) -> None:
    """``by`` may work in all these columns; the system itself (``None``) may."""
    if by is None:
        return
    for column in columns:
        if not permissions.may_place(by, column, at.date()):
            raise Forbidden(f"栏目“{column.title}”由别的单位负责，请联系站点管理员。", field="columns")


def _lock(article) -> None:
    """Two people placing one article wait for each other."""
    Article.objects.select_for_update(of=("self",)).only("pk").get(pk=article.pk)


def _standing(article, column: ColumnPage) -> Placement:
    placement = Placement.objects.select_for_update(of=("self",)).filter(article=article, column=column).first()
    if placement is None:
        raise Refused(f"稿件不在栏目“{column.title}”里，请刷新后再试。")
    return placement
