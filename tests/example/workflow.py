"""物资领用 as a table of steps."""

from openxian.core.deadlines import Term
from openxian.core.workflow import Step, Workflow

BY = "《青岚县机关物资管理办法》第{}条".format

SUPPLIES = Workflow(
    Step("submit", "提交申请", ("draft", "returned"), "review", "applicant", BY("三"), weight="primary"),
    Step("approve", "同意", ("review",), "heard", "chief", BY("四"), weight="primary", bulk=True,
         limit=Term(2, "working_days", BY("四"))),
    Step("send_back", "退回", ("review",), "returned", "chief", BY("四"), reason="required", outcome="returned"),
    Step("agree", "会签同意", ("heard",), "ready", "adviser", BY("五"), join="all", reason="optional"),
    Step("object", "会签不同意", ("heard",), "returned", "adviser", BY("五"), reason="required", outcome="returned"),
    Step("hand_out", "发放", ("ready",), "done", "keeper", BY("六"), weight="primary", fields=("handed_out",)),
    Step("order", "缺货待购", ("ready",), "ordered", "keeper", BY("七"), reason="required"),
    Step("arrive", "到货登记", ("ordered",), "ready", "supplier", BY("七")),
    Step("explain", "补充说明", ("review", "heard"), "", "applicant", BY("三"), fields=("purpose",), aside=True),
    Step("recall", "撤回", ("review",), "draft", "applicant", BY("三"), outcome="recalled", aside=True, untouched=True),
    Step("give_up", "放弃", ("draft", "returned"), "given_up", "applicant", BY("三"), aside=True, weight="danger"),
    start=("draft",),
    ends=("done", "given_up"),
    outside={"supplier": "供应商到货"},
    labels={"draft": "草稿", "review": "待股室审批", "heard": "待会签", "ready": "待发放", "ordered": "待到货",
            "returned": "已退回", "done": "已发放", "given_up": "已放弃"},
    roles={"applicant": "申请人", "chief": "股室负责人", "adviser": "会签股室", "keeper": "物资管理员"},
)  # fmt: skip
