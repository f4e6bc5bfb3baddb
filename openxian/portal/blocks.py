"""What a home page or a topic is put together from."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ColumnBlock(blocks.StructBlock):
    column = blocks.PageChooserBlock(label="栏目", page_type="portal.ColumnPage")
    count = blocks.IntegerBlock(label="条数", default=8, min_value=1, max_value=20)

    class Meta:
        icon = "list-ul"
        label = "栏目列表"
        template = "portal/blocks/column.html"


class ColumnGroupBlock(blocks.StructBlock):
    """Several columns in one tabbed box."""

    columns = blocks.ListBlock(ColumnBlock(), label="栏目", min_num=1, max_num=6)

    class Meta:
        icon = "table"
        label = "栏目组"
        template = "portal/blocks/column_group.html"


class LinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(label="名称", max_length=20)
    url = blocks.CharBlock(label="链接", max_length=300)
    note = blocks.CharBlock(label="说明", max_length=60, required=False)
    icon = blocks.CharBlock(label="图标", max_length=30, required=False)
    picture = ImageChooserBlock(label="图片", required=False)


class LinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", max_length=20)
    links = blocks.ListBlock(LinkBlock(label="入口"), label="入口", min_num=1, max_num=24)

    class Meta:
        icon = "link"
        label = "服务入口"
        template = "portal/blocks/links.html"


class TopicsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", max_length=20, default="专题专栏")
    topics = blocks.ListBlock(blocks.PageChooserBlock(page_type="portal.TopicPage"), label="专题", min_num=1, max_num=8)

    class Meta:
        icon = "pick"
        label = "专题"
        template = "portal/blocks/topics.html"


class HomeBlock(blocks.StreamBlock):
    columns = ColumnGroupBlock()
    links = LinksBlock()
    topics = TopicsBlock()

    class Meta:
        required = False
