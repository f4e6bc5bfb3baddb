// Does what Wagtail's inline scripts would do, which the office's policy forbids (ADR 0006).
// A page leaves <template data-start="Name" data-…> behind a widget; only the names below are ever called.

const dates = new Set(["initDateChooser", "initDateTimeChooser", "initTimeChooser"]);
const panels = new Set(["InlinePanel", "MultipleChooserPanel"]);
const choosers = /^[A-Za-z]*Chooser$/;

function start(mark) {
  const { start: name, widget, config, arguments: given } = mark.dataset;
  mark.removeAttribute("data-start");
  const found = window[name];
  if (typeof found !== "function") return;
  if (dates.has(name)) found(widget, JSON.parse(config));
  else if (panels.has(name)) new found(JSON.parse(config));
  else if (choosers.test(name)) new found(...JSON.parse(given));
}

function startWithin(root) {
  if (root.matches?.("template[data-start]")) start(root);
  root.querySelectorAll?.("template[data-start]").forEach(start);
}

startWithin(document);
new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach(startWithin);
}).observe(document.documentElement, { childList: true, subtree: true });

// The text editor looks for style[data-tiptap-style] and would write a style element if it found none; this one
// bears the name in a namespace of its own, so that it styles nothing. The rules are in workplace.css.
const placeholder = document.createElementNS("urn:openxian:none", "style");
placeholder.setAttribute("data-tiptap-style", "");
document.head.append(placeholder);

// The CMS leaves the field that takes files on its upload pages without a name.
document.querySelector("#fileupload:not([aria-label])")?.setAttribute("aria-label", "从电脑里选择文件");
