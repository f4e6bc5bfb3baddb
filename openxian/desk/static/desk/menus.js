// Menus (<details data-menu>) close by Escape and by a click elsewhere; [data-open] opens a dialog instead of its page.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-open]");
  const dialog = opener && document.getElementById(opener.dataset.open);
  if (!dialog) return;
  event.preventDefault();
  opener.closest("details[data-menu]")?.removeAttribute("open");
  dialog.showModal();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
