"""What the law and the standards say about public bodies; plain values in, answers out."""

# 县政府 → 部门 → 事业单位 → 分支 → 内设站点: deeper trees do not occur in a county; reading rights relies on it
LEVELS = 5
