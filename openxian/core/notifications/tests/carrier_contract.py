"""What every carrier of short messages must keep to; a real one runs these tests against its test account.

Subclass ``CarrierContract``, give the fixtures ``carrier`` and ``phone`` (a number that really receives), and let
pytest find the class; see ``test_carriers.py`` for the pretend one.
"""

from uuid import uuid4

import pytest

from openxian.core.outbox.errors import GiveUp


class CarrierContract:
    """The contract; ``delivered(carrier, phone)`` tells what reached a phone, ``None`` if the carrier cannot say."""

    @pytest.fixture
    def key(self):
        return str(uuid4())

    def delivered(self, carrier, phone):
        return None

    def test_a_message_is_taken_and_a_receipt_given(self, carrier, phone, key):
        assert carrier.send(phone, "【青岚县】您有 1 件待办。", idempotency_key=key)

    def test_the_same_key_again_gives_the_same_receipt_and_no_second_message(self, carrier, phone, key):
        first = carrier.send(phone, "第一次", idempotency_key=key)
        assert carrier.send(phone, "第一次", idempotency_key=key) == first
        assert self.delivered(carrier, phone) in (None, ["第一次"])

    def test_two_keys_are_two_messages(self, carrier, phone, key):
        carrier.send(phone, "一", idempotency_key=key)
        carrier.send(phone, "二", idempotency_key=str(uuid4()))
        assert self.delivered(carrier, phone) in (None, ["一", "二"])

    def test_seventy_characters_fit(self, carrier, phone, key):
        assert carrier.send(phone, "字" * 70, idempotency_key=key)

    @pytest.mark.parametrize("wrong", ["", "12345", "没有号码"])
    def test_a_number_that_cannot_be_reached_is_given_up_in_chinese(self, carrier, key, wrong):
        with pytest.raises(GiveUp) as refusal:
            carrier.send(wrong, "您好", idempotency_key=key)
        assert any("一" <= sign <= "鿿" for sign in str(refusal.value))
