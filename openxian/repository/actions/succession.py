"""After a reform: what a body had written is looked after by its heir."""

from openxian.core import audit
from openxian.repository.models import Article


def hand_over(predecessor, heir, *, by, at) -> int:
    """Articles of a body that ended belong to its heir from now on; part of the act of reform. Returns how many.

    What the articles say, their source and issuer, stays as it was written.
    """
    count = Article.objects.filter(organisation=predecessor).update(organisation=heir)
    if count:
        audit.record(
            "repository.hand_over", by=by, at=at, thing=heir,
            sentence=f"机构改革，{predecessor}的{count}篇稿件转由{heir}管理。", predecessor=predecessor.pk, count=count,
        )  # fmt: skip
    return count


def hear_of_reform(sender, predecessor, successors, by, at, **rest) -> None:
    """Receiver of ``organisation_succeeded``: the first heir takes the articles; without an heir they stay."""
    if successors and predecessor.abolished_on is not None:
        hand_over(predecessor, successors[0], by=by, at=at)
