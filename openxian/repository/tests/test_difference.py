"""What a reviewer is shown of two versions."""

from openxian.repository.models import Article
from openxian.repository.workplace.difference import Change, difference, paragraphs


def test_a_changed_word_is_marked_inside_its_paragraph():
    assert difference(["部署春季工作。"], ["部署秋季工作。"]) == [
        Change("changed", (("same", "部署"), ("removed", "春"), ("added", "秋"), ("same", "季工作。")))
    ]


def test_what_came_and_what_went_are_whole_paragraphs():
    changes = difference(["一", "二"], ["一", "三", "四"])
    assert [change.kind for change in changes] == ["same", "removed", "added", "added"]


def test_a_table_row_is_one_paragraph():
    html = "<p>前</p><table><tbody><tr><th>学校</th><td><p>人数</p></td></tr></tbody></table><ul><li>甲</li></ul>"
    article = Article(title="题", body=[("text", html)])
    assert paragraphs(article) == ["题", "前", "学校 | 人数", "甲"]


def test_nothing_is_lost_between_two_versions():
    before, after = ["甲乙丙", "丁", "戊己"], ["甲丙", "戊庚己", "辛"]
    new = "".join(text for change in difference(before, after) for kind, text in change.pieces if kind != "removed")
    old = "".join(text for change in difference(before, after) for kind, text in change.pieces if kind != "added")
    assert new == "".join(after)
    assert old == "".join(before)
