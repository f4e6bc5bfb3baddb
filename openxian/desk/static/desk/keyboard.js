// Single-key shortcuts, only when nobody is typing; they can be turned off on this device (WCAG 2.1.4).
const KEY = "openxian-desk-keys";

function remembered() {
  try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
}

function remember(on) {
  try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* private window: the choice lasts for this page */ }
}

function typing(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], dialog");
}

function rows() {
  return [...document.querySelectorAll(".row")].filter((row) => row.checkVisibility());
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  next.querySelector("a[href]").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function pick() {
  document.activeElement?.closest(".row")?.querySelector("[name=chosen]")?.click();
}

const ACTS = {
  "/": () => {
    const box = [...document.querySelectorAll("[data-shortcut-search]")].find((each) => each.checkVisibility());
    box?.focus();
    box?.select();
  },
  j: () => move(1),
  k: () => move(-1),
  x: pick,
  "?": () => document.querySelector("dialog[data-keys]")?.showModal(),
};

let on = remembered();
for (const box of document.querySelectorAll("[data-keys-switch]")) {
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    remember(on);
  });
}
document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
