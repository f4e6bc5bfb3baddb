"""政策↔解读 between the rows of a package, whichever comes first."""

from dataclasses import dataclass, field

from openxian.repository.models import Article, Explanation, PolicyDocument
from openxian.repository.packages.checking import Candidate
from openxian.repository.packages.sentences import Refusal


@dataclass(frozen=True)
class Link:
    """``explainer`` explains ``policy`` (external ids), as a line says."""

    policy: str
    explainer: str
    line: int
    said_by: str
    field: str

    def refused(self, reason: str) -> Refusal:
        return Refusal(self.line, self.said_by, self.field, reason)


def links_of(candidate: Candidate) -> list[Link]:
    """The links of a row that has been found valid."""
    row, own, line = candidate.line.row, candidate.external_id, candidate.line.number
    down = [Link(other.strip(), own, line, own, "explains") for other in row.get("explains", [])]
    return down + [Link(own, other.strip(), line, own, "explained_by") for other in row.get("explained_by", [])]


@dataclass
class Linker:
    """Makes the links it can and keeps those whose other end has not come in yet."""

    waiting: list[Link] = field(default_factory=list)

    def link(self, links: list[Link]) -> None:
        """Inside the batch's transaction."""
        self.waiting += self._try(links)

    def finish(self) -> list[Refusal]:
        """Once every row is in: what is still missing its other end."""
        left, self.waiting = self._try(self.waiting), []
        return [link.refused(_missing(link)) for link in left]

    def _try(self, links: list[Link]) -> list[Link]:
        if not links:
            return []
        policies = _ids(PolicyDocument, {link.policy for link in links})
        explainers = _ids(Article, {link.explainer for link in links})
        ends = {(policies.get(link.policy), explainers.get(link.explainer)) for link in links}
        rows = [Explanation(policy_id=policy, explainer_id=one) for policy, one in ends if policy and one]
        Explanation.objects.bulk_create(rows, ignore_conflicts=True)
        return [link for link in links if link.policy not in policies or link.explainer not in explainers]


def _ids(model, external_ids: set[str]) -> dict[str, int]:
    return dict(model.objects.filter(external_id__in=external_ids).values_list("external_id", "pk"))


def _missing(link: Link) -> str:
    other = link.policy if link.field == "explains" else link.explainer
    kind = "政策文件" if link.field == "explains" else "稿件"
    return f"本行已导入，但平台里没有编号为“{other}”的{kind}，解读关联没有建立；导入它以后再运行一次"
