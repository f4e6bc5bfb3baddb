// 长者模式: remembers the choice on this device only. Without this module the same links work by :target.
const root = document.documentElement;
const KEY = "openxian-mode";

function remembered() {
  try { return localStorage.getItem(KEY) || ""; } catch { return ""; }
}

function remember(mode) {
  try { localStorage.setItem(KEY, mode); } catch { /* private window: the choice lasts for this page */ }
}

function follow(y) {
  document.querySelector(".reading-guide")?.style.setProperty("--guide-y", `calc(${Math.round(y)}px - 1.6em)`);
}

function apply(mode) {
  root.toggleAttribute("data-mode", Boolean(mode));
  if (mode) root.dataset.mode = mode;
  document.querySelector(".reading-guide")?.remove();
  if (mode && document.body) {
    const guide = document.createElement("div");
    guide.className = "reading-guide";
    guide.setAttribute("aria-hidden", "true");
    document.body.append(guide);
  }
}

apply(remembered());
document.addEventListener("DOMContentLoaded", () => apply(remembered()));
document.addEventListener("pointermove", (event) => follow(event.clientY));
document.addEventListener("focusin", (event) => {
  const box = event.target.getBoundingClientRect();
  follow(box.top + Math.min(box.height / 2, 40));
});
document.addEventListener("click", (event) => {
  const control = event.target.closest("a[data-mode]");
  if (!control) return;
  // Entered by the address (#age-friendly): leaving has to change the address, too.
  if (control.dataset.mode || location.hash !== "#age-friendly") event.preventDefault();
  remember(control.dataset.mode);
  apply(control.dataset.mode);
  document.querySelector(control.dataset.mode ? ".mode-switch--off" : ".mode-switch--on")?.focus();
});
