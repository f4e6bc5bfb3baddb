"""Writing: drafts are kept as versions; what the public sees changes only by publishing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.html import clean
from openxian.repository import permissions, rules, todo
from openxian.repository.actions.locking import day_of, locked, must, set_facts
from openxian.repository.models import Article, PolicyDocument, Review, Stage


@transaction.atomic
def save_draft(article: Article, *, by, at) -> Article:
    """Keep ``article`` (new, or loaded and changed) as a new version and return it.

    A public article goes on showing its public version. Raises ``Forbidden`` for strangers and while it
    is in review, ``Refused`` when a field is wrong.
    """
    _kind_fits(article)
    if article.pk is None:
        return _first_draft(article, by, at)
    row = locked(article)
    must(permissions.may_edit(by, row, day_of(at)), "这篇稿件不归你编辑，或者正在审核中，暂时不能修改。")
    _organisation_may_change(article, row, by, at)
    _keep_facts(article, row)
    _checked(article)
    if not row.live:
        article.save()
    article.save_revision(user=by, clean=False)
    set_facts(article, at)
    audit.record("repository.save_draft", by=by, at=at, thing=article, sentence=f"修改了稿件《{article}》。")
    return article


@transaction.atomic
def delete_draft(article: Article, *, by, at) -> None:
    """Throw away a draft that was never published; its audit lines remain."""
    row = locked(article)
    rules.never_published(row.addressed_on)
    must(permissions.may_delete(by, row, day_of(at)), "这篇稿件不归你删除，或者正在审核中。")
    audit.record("repository.delete_draft", by=by, at=at, thing=row, sentence=f"删除了草稿《{row}》。")
    todo.settle(row, by=by, at=at, outcome=todo.MOOT, remark="草稿已删除")
    Review.objects.filter(article=row).delete()
    row.delete()


def _first_draft(article: Article, by, at) -> Article:
    must(
        permissions.may_write_for(by, article.organisation, day_of(at)),
        f"你不是{article.organisation}的信息员，不能替它写稿。",
    )
    article.created_by = by
    article.live = False
    article.stage = Stage.DRAFT
    _checked(article)
    article.save()
    article.save_revision(user=by, clean=False)
    audit.record("repository.save_draft", by=by, at=at, thing=article, sentence=f"新建了稿件《{article}》。")
    return article


def _organisation_may_change(article: Article, row: Article, by, at) -> None:
    if article.organisation_id == row.organisation_id:
        return
    if row.addressed_on is not None:
        raise Refused("发布过的稿件不能改所属单位。", field="organisation")
    must(
        permissions.may_write_for(by, article.organisation, day_of(at)),
        f"你不是{article.organisation}的信息员，不能把稿件改给它。",
    )


def _keep_facts(article: Article, row: Article) -> None:
    """What no form may change, whatever it sent."""
    for name in article.FACTS:
        setattr(article, name, getattr(row, name))


def _kind_fits(article: Article) -> None:
    if isinstance(article, PolicyDocument):
        article.kind = Article.Kind.POLICY
    elif article.kind == Article.Kind.POLICY:
        raise Refused("政策文件要用“政策文件”表单填写文号、成文日期等信息。", field="kind")


def _checked(article: Article) -> None:
    _clean_texts(article)
    try:
        article.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused("".join(messages), field=None if field == "__all__" else field) from error


def _clean_texts(article: Article) -> None:
    """Whoever wrote it, in a form or in code: what is stored is clean, because pages show it as it stands."""
    pieces = article.body.raw_data
    for at, piece in enumerate(pieces):
        if piece["type"] == "text" and (cleaned := clean(piece["value"])) != piece["value"]:
            pieces[at] = piece | {"value": cleaned}
