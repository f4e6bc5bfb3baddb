from openxian.core.html import clean, summary_of, text_of


def test_each_block_is_a_line_and_cells_stand_apart():
    html = clean("<h2>题</h2><p>甲<br>乙</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>")
    assert text_of(html) == "题\n甲\n乙\n1 2\n3 4"


def test_references_are_read():
    assert text_of(clean("<p>a &lt; b &amp; c</p>")) == "a < b & c"


def test_a_summary_ends_with_a_sentence_where_it_can():
    assert summary_of("<p>第一句话在这里。第二句话很长很长很长</p>", 14) == "第一句话在这里。"
    assert summary_of("<p>没有句号的一段很长很长的话</p>", 8) == "没有句号的一段…"
    assert summary_of("<p>短</p>", 8) == "短"
