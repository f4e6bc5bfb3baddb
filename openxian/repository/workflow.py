"""三审三校 as tables: which act leads from which stage to which, who does it, and what asks for it.

``THREE_REVIEWS[levels]`` runs over ``models.Stage``; ``AFTERWARDS[levels]`` over ``models.Review.State``,
for the round that an emergency publication leaves behind.
"""

from openxian.core.workflow import Step, Workflow

THREE_REVIEWS_BASIS = "《政府网站发展指引》信息发布：先审后发；三审三校"
EMERGENCY_BASIS = "三审三校：紧急情况先发布、后补审核"
WITHDRAWAL_BASIS = "《政府网站发展指引》：发现错误及时更正、撤稿"

EDITABLE = ("draft", "returned", "withdrawn", "published")
REVIEWED_BY = {
    "first_review": "first_reviewer",
    "second_review": "second_reviewer",
    "final_review": "final_reviewer",
}
LEVEL_NAMES = {"first_review": "初审", "second_review": "复审", "final_review": "终审"}
ROLE_NAMES = {
    "writer": "信息员", "first_reviewer": "初审员", "second_reviewer": "复审员", "final_reviewer": "终审员",
}  # fmt: skip
STATE_NAMES = {
    "draft": "草稿", "first_review": "待初审", "second_review": "待复审", "final_review": "待终审",
    "returned": "已退回", "scheduled": "待定时发布", "published": "已发布", "withdrawn": "已撤稿",
}  # fmt: skip
PASS_OF = {"first_review": "pass_first", "second_review": "pass_second", "final_review": "pass_final"}
RETURN_OF = {"first_review": "return_first", "second_review": "return_second", "final_review": "return_final"}
PASSING = (*PASS_OF.values(), "publish_urgently")
STATES_OF = {
    1: ("final_review",),
    2: ("first_review", "final_review"),
    3: ("first_review", "second_review", "final_review"),
}


def _passes(states: tuple[str, ...], end: str, basis: str) -> list[Step]:
    """One step of passing per level; the last leads to ``end``."""
    targets = (*states[1:], end)
    return [
        Step(PASS_OF[state], f"{LEVEL_NAMES[state]}通过", (state,), target, REVIEWED_BY[state], basis)
        for state, target in zip(states, targets, strict=True)
    ]


def _returns(states: tuple[str, ...], basis: str) -> list[Step]:
    return [
        Step(
            RETURN_OF[state], f"{LEVEL_NAMES[state]}退回", (state,), "returned", REVIEWED_BY[state], basis,
            reason="required", outcome="returned",
        )
        for state in states
    ]  # fmt: skip


def _three_reviews(states: tuple[str, ...]) -> Workflow:
    urgent_from = (*EDITABLE, *states)
    return Workflow(
        Step("submit", "送审", EDITABLE, states[0], "writer", THREE_REVIEWS_BASIS),
        *_passes(states, "published", THREE_REVIEWS_BASIS),
        *_returns(states, THREE_REVIEWS_BASIS),
        Step(
            "recall", "撤回送审", states, "draft", "writer", THREE_REVIEWS_BASIS, aside=True, outcome="recalled",
        ),
        Step(
            "publish_urgently", "紧急发布", urgent_from, "published", "final_reviewer", EMERGENCY_BASIS, aside=True,
        ),
        Step("publish_due", "定时发布", ("scheduled",), "published", "system", THREE_REVIEWS_BASIS),
        Step(
            "withdraw", "撤稿", ("published", "scheduled", "returned", *states), "withdrawn", "final_reviewer",
            WITHDRAWAL_BASIS, reason="required", weight="danger", aside=True,
        ),
        start=("draft", "scheduled"),  # passed with an hour to come, it waits instead of going online
        rest=("published", "withdrawn"),
        outside={"system": "到点自动发布"},
        labels=STATE_NAMES,
        roles=ROLE_NAMES,
    )  # fmt: skip


def _afterwards(states: tuple[str, ...]) -> Workflow:
    """The final reviewer has published; the levels below follow, and whoever returns takes it off the site."""
    return Workflow(
        *_passes(states, "passed", EMERGENCY_BASIS),
        *_returns(states, EMERGENCY_BASIS),
        start=states[:1],
        ends=("passed", "returned"),
        labels=STATE_NAMES | {"passed": "补审通过", "returned": "补审退回，已下线"},
        roles=ROLE_NAMES,
    )


THREE_REVIEWS = {levels: _three_reviews(states) for levels, states in STATES_OF.items()}
AFTERWARDS = {levels: _afterwards(states[:-1]) for levels, states in STATES_OF.items() if levels > 1}


def review_table(levels: int, *, emergency: bool) -> Workflow:
    """The table a round of so many levels follows."""
    return AFTERWARDS[levels] if emergency else THREE_REVIEWS[levels]
