# OpenXian 开放县域. Bare `make` prints this help.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: bench help

help: ## 显示这份说明
	@echo "用法：make <目标>"; \
	grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  %-10s %s\n", $$1, $$2}'

bench: ## 性能测试（ONLY=名称 只跑一项；QUICK=1 小数据，45 秒内）
	@.venv/bin/python -m bench $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)
