"""What a package and a row of it are; the published JSON Schema is made from these classes.

A field that is not named here is refused, so that a misspelt name never loses content silently.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError as WrongValue
from django.core.validators import URLValidator
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from openxian.repository.models import Article, PolicyDocument
from openxian.repository.packages import dates

FORMAT = "openxian-content-package"
VERSION = 1
SCHEMA_ADDRESS = "urn:openxian:content-package:1"
MANIFEST_ADDRESS = "urn:openxian:content-package-manifest:1"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LINE_END = re.compile(r"[\r\n\u2028\u2029]")
http_address = URLValidator(schemes=["http", "https"])


def complain(sentence: str) -> PydanticCustomError:
    """A refusal whose message is already a Chinese sentence."""
    return PydanticCustomError("sentence", "{sentence}", {"sentence": sentence})


def _no_control(text: str) -> str:
    if CONTROL.search(text):
        raise complain("含有看不见的控制字符，请删去后再导入")
    return text


def _one_line(text: str) -> str:
    if LINE_END.search(text):
        raise complain("不能换行，请写成一行")
    return _no_control(text)


def _address(text: str) -> str:
    try:
        http_address(text)
    except WrongValue:
        raise complain("不是完整的网址，请写成 https://… 或 http://…") from None
    return text


def _dated(read, judge):
    """A validator that reads a day or a time and judges it against ``at`` of the run."""

    def validate(value: Any, info: ValidationInfo) -> Any:
        if value is None:
            return None
        try:
            return judge(read(value), info.context["at"])
        except ValueError as error:
            raise complain(str(error)) from None

    return BeforeValidator(validate)


def _text(most: int, least: int = 0):
    return Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=least, max_length=most), AfterValidator(_one_line)
    ]


_DAY_SCHEMA = WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{dates.DAY.pattern}$"})
_MOMENT_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^({dates.DAY.pattern}|{dates.MOMENT.pattern})$"})
Moment = Annotated[datetime, _dated(dates.read_moment, dates.must_have_happened), _MOMENT_SCHEMA]
PastDay = Annotated[date, _dated(dates.read_day, dates.must_be_past), _DAY_SCHEMA]
AnyDay = Annotated[date, _dated(dates.read_day, dates.must_be_plausible), _DAY_SCHEMA]
ExternalId = _text(200, 1)
Path = _text(500, 1)


class Shape(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Body(Shape):
    """正文: ``html`` is cleaned, ``markdown`` (CommonMark with tables) is rendered and cleaned."""

    format: Literal["html", "markdown"] = Field(description="正文格式")
    text: Annotated[str, AfterValidator(_no_control)] = Field(description="正文，可以为空（仅有附件的稿件）")


class File(Shape):
    """An attachment that lies in the package."""

    path: Path = Field(description="包内相对路径，如 attachments/a.pdf")
    title: _text(200) = Field("", description="显示名称，不填用文件名")


class Metadata(Shape):
    """政策文件元数据 (国办公开办函〔2019〕71号 资源条目)."""

    document_number: _text(60) = Field("", description="文号，没有留空")
    index_number: _text(60) = Field("", description="索引号，全平台唯一")
    issuer: _text(200, 1) = Field(description="发布机构")
    dated_on: PastDay | None = Field(None, description="成文日期")
    subject: _text(125) = Field("", description="主题分类，最多两级，用反斜杠隔开，如 财政、金融、审计\\银行")
    genre: PolicyDocument.Genre = Field(PolicyDocument.Genre.OTHER, description="体裁")
    validity: PolicyDocument.Validity = Field(PolicyDocument.Validity.IN_FORCE, description="有效性")
    validity_note: _text(300) = Field("", description="有效性说明，如被哪个文件废止")
    effective_on: AnyDay | None = Field(None, description="施行日期")
    ceased_on: AnyDay | None = Field(None, description="废止或失效日期")
    normative: StrictBool = Field(False, description="是否规范性文件")
    access_status: PolicyDocument.AccessStatus = Field(
        PolicyDocument.AccessStatus.PROACTIVE, description="公开属性；不是主动公开的不能导入为已发布内容"
    )

    @model_validator(mode="after")
    def _agrees(self) -> "Metadata":
        names = self.subject.split("\\") if self.subject else []
        if len(names) > 2 or not all(0 < len(name.strip()) <= 60 for name in names):
            raise complain("主题分类最多两级、每级不超过 60 字，用反斜杠隔开，如“财政、金融、审计\\银行”")
        if self.effective_on and self.ceased_on and self.ceased_on < self.effective_on:
            raise complain("废止或失效日期不能早于施行日期")
        if self.access_status != PolicyDocument.AccessStatus.PROACTIVE:
            raise complain("只有主动公开的文件能导入为已发布内容，请从包里去掉这一行")
        return self


class Row(Shape):
    """One article or policy document, as it was published before."""

    version: Literal[1] = Field(1, description="行格式的版本")
    external_id: ExternalId = Field(description="外部编号：原系统里的编号，同一编号再次导入是更新")
    kind: Article.Kind = Field(Article.Kind.NEWS, description="类别；policy 为政策文件，须带 metadata")
    title: _text(300, 1) = Field(description="标题")
    subtitle: _text(300) = Field("", description="副标题")
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_no_control)] = (
        Field("", description="摘要")
    )
    keywords: list[_text(50, 1)] = Field([], max_length=30, description="关键词，合计不超过 200 字")
    tags: list[_text(100, 1)] = Field([], max_length=30, description="标签")
    body: Body = Field(description="正文")
    columns: list[_text(300, 1)] = Field(
        [], max_length=20, description="栏目路径（主站 栏目/子栏目，或 域名/栏目/子栏目），第一个是首发栏目"
    )
    organisation: _text(100) = Field("", description="所属单位：英文短名、名称、简称或统一社会信用代码")
    source: _text(100, 1) = Field(description="来源：发布单位或转载来源")
    source_url: Annotated[_text(500), AfterValidator(lambda text: _address(text) if text else text)] = Field(
        "", description="原文链接，也用来补全正文里的相对网址"
    )
    author: _text(60) = Field("", description="作者")
    editor: _text(60) = Field("", description="责任编辑")
    published_at: Moment = Field(description="发布时间，原样保留；没有时区按北京时间，只有日期按 00:00")
    metadata: Metadata | None = Field(None, description="政策文件元数据")
    explains: list[ExternalId] = Field([], max_length=50, description="本稿解读哪些政策文件（外部编号）")
    explained_by: list[ExternalId] = Field([], max_length=50, description="哪些稿件解读本政策文件（外部编号）")
    attachments: list[File] = Field([], max_length=200, description="附件，文件在包里")
    lead_picture: _text(500) = Field("", description="题图在包里的路径")

    @model_validator(mode="after")
    def _agrees(self) -> "Row":
        is_policy = self.kind == Article.Kind.POLICY
        if is_policy and self.metadata is None:
            raise complain("类别是 policy 的行要有 metadata，至少写明 issuer")
        if not is_policy and (self.metadata is not None or self.explained_by):
            raise complain("metadata 和 explained_by 只用于类别是 policy 的行，请改 kind 或去掉它们")
        if len(",".join(self.keywords)) > 200:
            raise complain("关键词合计超过 200 字，请减少")
        return self


class Manifest(Shape):
    """``package.json``: what the package is and where it comes from."""

    format: Literal["openxian-content-package"] = Field(description="固定值")
    version: Literal[1] = Field(description="包格式的版本")
    title: _text(200, 1) = Field(description="这是什么")
    origin: _text(500, 1) = Field(description="从哪里来")
    created: _text(40, 1) = Field(description="打包时间")


def json_schema() -> dict[str, Any]:
    """The schema of one line of ``articles.jsonl`` (JSON Schema 2020-12)."""
    return _published(Row, SCHEMA_ADDRESS, "OpenXian 内容数据包 第 1 版：articles.jsonl 的一行")


def manifest_json_schema() -> dict[str, Any]:
    """The schema of ``package.json``."""
    return _published(Manifest, MANIFEST_ADDRESS, "OpenXian 内容数据包 第 1 版：package.json")


def _published(shape: type[Shape], address: str, title: str) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address}
    return head | shape.model_json_schema() | {"title": title}
