"""The same package again changes nothing; a changed row changes its article; people's work here is never undone."""

import json

from openxian.core import audit
from openxian.repository.models import Article, Explanation, PolicyDocument
from openxian.repository.packages.tests.fakes import make_policy, make_row


def test_the_same_rows_again_change_nothing(come_in):
    come_in(make_row("a-1"), make_policy("p-1"))
    before = list(Article.objects.order_by("pk").values())
    totals, _ = come_in(make_row("a-1"), make_policy("p-1"))
    assert (totals.created, totals.updated, totals.unchanged) == (0, 0, 2)
    assert list(Article.objects.order_by("pk").values()) == before


def test_the_order_of_fields_is_no_change(come_in):
    row = make_row("a-1")
    come_in(row)
    totals, _ = come_in(json.dumps(dict(reversed(row.items())), indent=None))
    assert totals.unchanged == 1


def test_a_changed_row_changes_its_article_but_not_its_address(come_in, columns):
    come_in(make_row("a-1", tags=["旧"]))
    before = Article.objects.get()
    changed = make_row("a-1", title="新题", tags=["新"], published_at="2020-05-01", columns=["documents"])
    totals, _ = come_in(changed)
    article = Article.objects.get()
    assert (totals.updated, totals.created) == (1, 0)
    assert (article.pk, article.addressed_on) == (before.pk, before.addressed_on)
    assert (article.title, article.published_at.year) == ("新题", 2020)
    assert [tag.name for tag in article.tags.all()] == ["新"]
    assert columns.placed["a-1"] == [12]


def test_changed_metadata_changes_the_policy_document(come_in):
    come_in(make_policy())
    totals, _ = come_in(make_policy(metadata={"validity": "repealed", "subject": "其他"}))
    policy = PolicyDocument.objects.get()
    assert totals.updated == 1
    assert (policy.validity, str(policy.subject), policy.title) == ("repealed", "其他", "关于春季造林的通知")


def test_an_article_cannot_turn_into_a_policy_document(come_in):
    come_in(make_row("x-1"))
    totals, refusals = come_in(make_policy("x-1"))
    assert totals.refused == 1 and "不能互换" in refusals[0].reason


def test_a_withdrawn_article_does_not_come_back(come_in):
    come_in(make_row("a-1"))
    Article.objects.update(stage="withdrawn", live=False)
    totals, refusals = come_in(make_row("a-1", title="新题"))
    assert totals.refused == 1 and "已在本平台撤稿" in refusals[0].reason
    assert come_in(make_row("a-1"))[0].unchanged == 1
    assert not Article.objects.get().live


def test_an_article_edited_here_is_left_alone(come_in, writer):
    come_in(make_row("a-1"))
    Article.objects.get().save_revision(user=writer, clean=False)
    totals, refusals = come_in(make_row("a-1", title="新题"))
    assert totals.refused == 1 and "没有覆盖" in refusals[0].reason
    assert Article.objects.get().title == "我县春季造林开工"


def test_an_act_done_here_is_not_undone(come_in, at):
    come_in(make_policy())
    audit.record("repository.set_validity", by=None, at=at, thing=Article.objects.get(), sentence="废止了文件。")
    _totals, refusals = come_in(make_policy(metadata={"subject": "其他"}))
    assert "（废止了文件。）" in refusals[0].reason


def test_columns_settled_here_stay(come_in, columns, at):
    come_in(make_row("a-1"))
    columns.placed["a-1"] = [12]
    audit.record("portal.move", by=None, at=at, thing=Article.objects.get(), sentence="移到文件栏目。")
    totals, _ = come_in(make_row("a-1", title="新题"))
    assert totals.updated == 1
    assert columns.placed["a-1"] == [12]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(come_in):
    come_in(make_row("a-1"), make_row("a-2"))
    before = Article.objects.count()
    rows = [make_row("a-1"), make_row("a-2", title="改"), make_policy("p-1"), make_row("a-4", title="")]
    totals, _ = come_in(*rows, dry_run=True)
    assert (totals.unchanged, totals.updated, totals.created, totals.refused) == (1, 1, 1, 1)
    assert Article.objects.count() == before
    again, _ = come_in(*rows)
    assert again == totals


def test_explainers_find_their_policy_whichever_comes_first(come_in):
    rows = [
        make_row("e-1", kind="explainer", explains=["p-1"]),
        make_policy("p-1", explained_by=["e-2"]),
        make_row("e-2", kind="explainer"),
    ]
    totals, _ = come_in(*rows, batch_rows=1)
    assert totals.links_missing == 0
    pairs = Explanation.objects.values_list("policy__external_id", "explainer__external_id")
    assert sorted(pairs) == [("p-1", "e-1"), ("p-1", "e-2")]


def test_a_link_without_its_other_end_is_reported_and_made_when_it_comes(come_in):
    explainer = make_row("e-1", kind="explainer", explains=["p-1"])
    totals, refusals = come_in(explainer)
    assert (totals.created, totals.links_missing, totals.all_in) == (1, 1, False)
    assert (refusals[0].line, refusals[0].field) == (1, "explains")
    totals, _ = come_in(explainer, make_policy("p-1"))
    assert totals.all_in and Explanation.objects.count() == 1


def test_what_the_database_refuses_costs_only_its_row(come_in, monkeypatch):
    from django.db import IntegrityError

    from openxian.repository.packages.writing import Writer

    create = Writer.create

    def touchy(self, ready):
        if any(row.external_id == "a-2" for row in ready):
            raise IntegrityError("some constraint")
        create(self, ready)

    monkeypatch.setattr(Writer, "create", touchy)
    totals, refusals = come_in(*[make_row(f"a-{n}") for n in range(1, 5)])
    assert (totals.created, totals.refused) == (3, 1)
    assert "数据库没有接受这一行" in refusals[0].reason
