// Tools of an article: text size, print, and sharing where the device can.
const root = document.documentElement;
const KEY = "openxian-text";
const tools = document.querySelector("[data-tools]");

function size(step) {
  if (step) root.dataset.text = step;
  else delete root.dataset.text;
  try { localStorage.setItem(KEY, step || ""); } catch { /* the choice lasts for this page */ }
}

try { size(Number(localStorage.getItem(KEY)) || 0); } catch { /* nothing remembered */ }

if (tools) {
  tools.hidden = false;
  const share = tools.querySelector("[data-share]");
  share.hidden = !navigator.share;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) print();
    if ("share" in button.dataset) navigator.share({ title: document.title, url: location.href }).catch(() => {});
    if ("text" in button.dataset) {
      const step = Number(button.dataset.text);
      size(step && Math.max(-1, Math.min(2, Number(root.dataset.text || 0) + step)));
    }
  });
}
