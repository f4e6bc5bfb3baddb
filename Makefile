# OpenXian 开放县域. Bare `make` prints the help.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test journeys check bench docs format migrations environment

help: ## 显示这份说明
	@echo "用法：make <目标>"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  %-12s %s\n", $$1, $$2}'

run: ## 演示县青岚县：一条命令从空机器到浏览器（PORT=8000 DATA=data）
	@PORT="$(PORT)" DATA="$(DATA)" HOST="$(HOST)" bash tools/run.sh

test: ## 测试：SQLite，找到服务程序时还有 PostgreSQL
	@bash tools/test.sh

journeys: ## 慢测试与真实浏览器里的旅程
	@bash tools/test.sh slow

check: ## CI 做的全部检查：格式、规范、类型、分层、迁移、文档、旅程、测试
	@bash tools/check.sh

bench: environment ## 性能测试（ONLY=名称 只跑一项；QUICK=1 小数据，45 秒内）
	@.venv/bin/python -m bench $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

docs: environment ## 重新生成由程序得出的文档页
	@.venv/bin/openxian reference --write

format: environment ## 按规范整理代码和模板的格式
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix . && find openxian -name '*.html' -print0 | xargs -0r .venv/bin/djhtml --tabwidth 2

migrations: environment ## 新的迁移（APP=房间 NAME=名称）
	@DJANGO_SETTINGS_MODULE=openxian.config.settings.dev .venv/bin/openxian makemigrations $(APP) $(if $(NAME),--name $(NAME))

environment:
	@bash tools/environment.sh dev
