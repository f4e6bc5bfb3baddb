"""What is said about a policy document as a whole: its interpretations, and whether it binds."""

from datetime import date

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.repository import actions, queries
from openxian.repository.models import Article
from openxian.repository.rules import validity_change
from openxian.repository.tests.conftest import now

TODAY = date(2026, 3, 2)


def test_document_and_interpretation_show_each_other_once_both_are_public(policy, new_article, publish, writer, at):
    explainer = actions.save_draft(new_article("一图读懂", kind=Article.Kind.EXPLAINER), by=writer, at=at)
    actions.relate_explainer(policy, explainer, by=writer, at=at)
    actions.relate_explainer(policy, explainer, by=writer, at=at)
    policy = publish(policy)
    assert list(queries.explainers_of(policy)) == []
    explainer = publish(explainer)
    assert list(queries.explainers_of(policy)) == [explainer]
    assert list(queries.policies_explained_by(explainer)) == [policy]
    assert AuditLine.objects.filter(act="repository.relate_explainer").count() == 1
    actions.unrelate_explainer(policy, explainer, by=writer, at=at)
    assert list(queries.explainers_of(policy)) == []


def test_publishing_a_version_keeps_relations_and_validity_made_meanwhile(
    policy, new_article, publish, writer, final_reviewer, at
):
    policy = publish(policy)
    version = now(policy)
    version.title = "修订稿"
    actions.save_draft(version, by=writer, at=at)
    explainer = publish(actions.save_draft(new_article(), by=writer, at=at))
    actions.relate_explainer(policy, explainer, by=writer, at=at)
    actions.set_validity(policy, "repealed", by=final_reviewer, at=at, ceased_on=TODAY, note="被3号文废止")
    policy = publish(now(policy))
    assert (policy.title, policy.validity, policy.ceased_on) == ("修订稿", "repealed", TODAY)
    assert list(queries.explainers_of(policy)) == [explainer]


def test_only_the_bodys_own_people_relate_and_judge(policy, draft, stranger, writer, at):
    with pytest.raises(Forbidden):
        actions.relate_explainer(policy, draft, by=stranger, at=at)
    with pytest.raises(Forbidden):
        actions.set_validity(policy, "expired", by=writer, at=at, ceased_on=TODAY, note="期满")


def test_a_document_does_not_explain_itself(policy, writer, at):
    with pytest.raises(Refused, match="不能解读自己"):
        actions.relate_explainer(policy, policy, by=writer, at=at)


@pytest.mark.parametrize(
    ("validity", "ceased_on", "note"),
    [
        ("repealed", None, "被3号文废止"),
        ("expired", None, "期满"),
        ("repealed", date(2026, 3, 3), "被3号文废止"),
        ("repealed", date(2025, 12, 31), "被3号文废止"),
        ("repealed", TODAY, " "),
        ("amended", None, ""),
        ("in_force", TODAY, ""),
    ],
)
def test_a_change_of_validity_says_when_and_why(validity, ceased_on, note):
    with pytest.raises(Refused):
        validity_change(validity, ceased_on, note, date(2026, 1, 1), TODAY)


def test_a_repeal_is_on_record(policy, final_reviewer, at):
    actions.set_validity(
        policy, "repealed", by=final_reviewer, at=at, ceased_on=TODAY, note="被青教体发〔2026〕9号废止"
    )
    assert "登记为“已废止”" in AuditLine.objects.get(act="repository.set_validity").sentence
    actions.set_validity(policy, "in_force", by=final_reviewer, at=at)
    assert now(policy).ceased_on is None
