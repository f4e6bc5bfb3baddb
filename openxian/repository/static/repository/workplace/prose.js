// Starts the text editor in every text block, also in those added later, and gives its buttons Chinese names.

import { createEditor } from "django-prose-editor/configurable";

const textareas = "textarea[data-django-prose-editor-configurable]";

const names = {
  paragraph: "段落样式",
  "unordered list": "项目符号",
  "ordered list": "编号列表",
  "list properties": "列表设置",
  blockquote: "引用",
  "horizontal rule": "分隔线",
  bold: "加粗",
  italic: "倾斜",
  underline: "下划线",
  strike: "删除线",
  subscript: "下标",
  superscript: "上标",
  "insert link": "添加链接",
  "remove link": "取消链接",
  "insert table": "插入表格",
  "add column": "右侧加列",
  "delete column": "删除列",
  "add row": "下方加行",
  "delete row": "删除行",
  "merge cells": "合并单元格",
  "split cell": "拆分单元格",
  "toggle header cell": "切换表头",
  "delete table": "删除表格",
  undo: "撤销",
  redo: "重做",
  "edit html": "查看源代码",
};
const styles = { "Heading 2": "标题二", "Heading 3": "标题三", "Heading 4": "标题四", Paragraph: "正文" };

function name(button) {
  const known = names[button.title.toLowerCase()];
  if (known) button.title = known;
  button.setAttribute("aria-label", button.title);
}

function nameAll(root) {
  root.querySelectorAll(".prose-menubar button[title]").forEach(name);
  root.querySelectorAll(".prose-menubar__option").forEach((option) => {
    const inner = option.firstElementChild ?? option;
    inner.textContent = styles[inner.textContent] ?? inner.textContent;
  });
}

function nameField(root) {
  root.querySelectorAll('.ProseMirror[role="textbox"]:not([aria-label])').forEach((field) => field.setAttribute("aria-label", "文字"));
}

function look(node) {
  if (!(node instanceof Element)) return;
  if (node.matches(textareas)) createEditor(node);
  node.querySelectorAll(textareas).forEach((textarea) => createEditor(textarea));
  if (node.matches(".prose-menubar, .prose-menubar *") || node.querySelector(".prose-menubar")) nameAll(document);
  nameField(document);
}

look(document.documentElement);
new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach(look);
}).observe(document.body, { childList: true, subtree: true });
