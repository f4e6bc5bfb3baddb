"""三校: what the person at each level has looked at before passing (《政府网站发展指引》 内容保障；三审三校)."""

CHECKLISTS = {
    "first_review": (
        "标题与正文相符，文字、标点、数字、单位没有错漏",
        "来源、作者、时间和转载出处准确",
        "图片清晰并有替代文字，附件能打开、名称正确",
        "人名、地名、职务、机构名称已逐一核对",
    ),
    "second_review": (
        "政策依据、文号、日期与原件一致",
        "没有国家秘密、工作秘密和不应公开的个人信息",
        "表述与现行政策、本单位已发布的信息不矛盾",
        "一校提出的问题已经改好",
    ),
    "final_review": (
        "政治表述、领导姓名和排序准确",
        "公开属性、刊登栏目和发布时机合适",
        "一校、二校提出的问题已经改好",
    ),
}
ORDINALS = {"first_review": "一校", "second_review": "二校", "final_review": "三校"}
