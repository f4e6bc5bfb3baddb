"""What a form says when something is missing is a sentence that says what to do."""

import pytest
from django import forms

SENTENCES = {
    forms.CharField: ("", "请填写这一项。"),
    forms.IntegerField: ("x", "请填写整数。"),
    forms.DateField: ("x", "请填写日期，如 2026-03-02。"),
}


@pytest.mark.parametrize("field", SENTENCES)
def test_a_field_says_what_to_do(field):
    given, sentence = SENTENCES[field]

    with pytest.raises(forms.ValidationError) as refused:
        field().clean(given)

    assert refused.value.messages == [sentence]
