// Starts the text editor in every text block, also in those added later, and gives its buttons Chinese names.

import { createEditor } from "django-prose-editor/configurable";

const textareas = "textarea[data-django-prose-editor-configurable]";

const names = {
  "heading 2": "标题二",
  "heading 3": "标题三",
  "heading 4": "标题四",
  paragraph: "正文",
  "bullet list": "项目符号",
  "ordered list": "编号列表",
  "list properties": "列表设置",
  blockquote: "引用",
  "horizontal rule": "分隔线",
  bold: "加粗",
  italic: "倾斜",
  underline: "下划线",
  strike: "删除线",
  strikethrough: "删除线",
  subscript: "下标",
  superscript: "上标",
  "add link": "添加链接",
  "insert link": "添加链接",
  "remove link": "取消链接",
  "insert table": "插入表格",
  "add column": "右侧加列",
  "delete column": "删除列",
  "add row": "下方加行",
  "delete row": "删除行",
  "merge or split": "合并或拆分单元格",
  "toggle header cell": "切换表头",
  undo: "撤销",
  redo: "重做",
  html: "查看源代码",
  "edit html": "查看源代码",
};

function name(button) {
  const known = names[(button.title || button.dataset.name || "").toLowerCase()];
  if (!known) return;
  button.title = known;
  button.setAttribute("aria-label", known);
}

function nameAll(root) {
  root.querySelectorAll?.(".prose-menubar [title], .prose-menubar__button").forEach(name);
}

function startWithin(root) {
  if (root.matches?.(textareas)) createEditor(root);
  root.querySelectorAll?.(textareas).forEach((textarea) => createEditor(textarea));
}

document.addEventListener("prose-editor:ready", (event) => {
  nameAll(event.target.closest(".prose-editor") ?? document);
});
startWithin(document);
new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach(startWithin);
}).observe(document.body, { childList: true, subtree: true });
