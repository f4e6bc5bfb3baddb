"""What rows name and the platform knows: bodies, columns, subjects; looked up once per run."""

from collections import defaultdict
from functools import lru_cache

from openxian.core import audit
from openxian.organisations import queries as organisations
from openxian.repository import registry
from openxian.repository.models import Subject
from openxian.repository.packages.bodies import Unfit


class Organisations:
    """Bodies by slug, name, short name or credit code."""

    def __init__(self) -> None:
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.abolished: dict[str, str] = {}
        for body in organisations.names_of_all():
            for name in {body.slug, body.name, body.short_name, body.credit_code} - {""}:
                if body.abolished_on:
                    self.abolished[name] = f"{body.abolished_on:%Y-%m-%d}"
                else:
                    self.by_name[name].add(body.pk)

    def find(self, name: str) -> int:
        """The id of a current body; raises ``Unfit``."""
        if not name:
            raise Unfit("没有写所属单位，请填写，或运行时用 --organisation 指定")
        found = self.by_name.get(name, set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Unfit(f"“{name}”对应 {len(found)} 个机构，请改写英文短名")
        if name in self.abolished:
            raise Unfit(f"机构“{name}”已于 {self.abolished[name]} 撤销，请写承接它的机构")
        raise Unfit(f"平台里没有机构“{name}”，请先登记，或改写已有机构的英文短名、名称、简称或信用代码")


class Columns:
    """Column ids by path."""

    def __init__(self) -> None:
        self.find_one = lru_cache(maxsize=5000)(self._find_one)

    def find(self, paths: list[str]) -> list[int]:
        """Column ids in the order of the paths, home first; raises ``Unfit``."""
        if registry.columns is None:
            raise Unfit("本进程没有加载门户，找不到栏目，请在装有门户的安装上导入")
        if not paths:
            raise Unfit("没有写栏目，请填写 columns，或运行时用 --column 指定")
        return list(dict.fromkeys(self.find_one(path) for path in paths))

    def _find_one(self, path: str) -> int:
        found = registry.columns.resolve(path)
        if found is None:
            raise Unfit(f"没有栏目“{path}”，请先建这个栏目，或改正路径（如 news/county）")
        return found


class Subjects:
    """主题分类 by path; one that is not there yet is made when a document that names it comes in.

    Lives as long as one transaction.
    """

    def __init__(self, *, by, at) -> None:
        self.by, self.at = by, at
        self.known = {(subject.parent_id, subject.name): subject for subject in Subject.objects.all()}

    def find_or_make(self, path: str) -> Subject | None:
        parent = None
        for name in path.split("\\") if path else []:
            parent = self._one(name.strip(), parent)
        return parent

    def _one(self, name: str, parent: Subject | None) -> Subject:
        key = (parent.pk if parent else None, name)
        if key not in self.known:
            self.known[key] = Subject.objects.create(name=name, parent=parent)
            sentence = f"导入政策文件时新建主题分类“{self.known[key]}”。"
            audit.record("repository.create_subject", by=self.by, at=self.at, thing=self.known[key], sentence=sentence)
        return self.known[key]
