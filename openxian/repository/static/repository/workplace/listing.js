// Ticking every row of the page at once, and saying how many are ticked; asking before what cannot be undone.

for (const form of document.querySelectorAll("[data-selection]")) {
  const all = form.querySelector("[data-selection-all]");
  const rows = [...form.querySelectorAll("[data-selection-one]")];
  const count = form.querySelector("[data-selection-count]");
  if (!all || !count) continue;
  all.hidden = false;
  all.addEventListener("change", () => rows.forEach((row) => (row.checked = all.checked)));
  form.addEventListener("change", () => {
    const ticked = rows.filter((row) => row.checked).length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
    count.textContent = ticked ? `已勾选 ${ticked} 篇` : "";
  });
}

for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}
