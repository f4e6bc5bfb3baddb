"""Codes and numbers of the fictional county follow the national standards."""

from datetime import date

from openxian.demo import rules
from openxian.demo.manuscripts import table
from openxian.organisations.rules import credit_check_sign, credit_code_complaint


def test_every_body_has_its_own_valid_credit_code():
    kinds = [each["kind"] for each in table("organisations")["organisation"]]
    stems = [rules.credit_code_stem(kind, serial) for serial, kind in enumerate(kinds, 1)]
    codes = [stem + credit_check_sign(stem) for stem in stems]
    assert [credit_code_complaint(code) for code in codes if credit_code_complaint(code)] == []
    assert len(set(codes)) == len(codes)


def test_the_check_sign_of_a_body_code_follows_the_standard():
    assert rules.body_code(1) == "990000017"  # 11 - (9·3 + 9·7 + 1·2) mod 11
    codes = [rules.body_code(serial) for serial in range(1, 60)]
    assert {code[-1] for code in codes} == set("0123456789X")


def test_index_numbers_count_for_each_body_from_its_oldest_document():
    documents = [
        ("later", "A", date(2025, 3, 5)),
        ("first", "A", date(2019, 5, 20)),
        ("other", "B", date(2025, 3, 5)),
    ]
    assert rules.index_numbers(documents) == {
        "first": "A/201905-00001",
        "later": "A/202503-00002",
        "other": "B/202503-00001",
    }
