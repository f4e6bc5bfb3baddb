// A search box over the tree of columns, and the number chosen; without it the tree works all the same.

for (const tree of document.querySelectorAll("[data-columns]")) {
  const box = tree.querySelector("[data-columns-search]");
  const count = tree.querySelector("[data-columns-count]");
  const rows = [...tree.querySelectorAll("[data-columns-row]")];
  box.closest(".columns__search").hidden = false;

  box.addEventListener("input", () => {
    const asked = box.value.trim().toLowerCase();
    for (const row of rows) {
      const ticked = row.querySelector("[type=checkbox]").checked;
      row.hidden = asked !== "" && !ticked && !row.dataset.columnsRow.toLowerCase().includes(asked);
    }
  });

  tree.addEventListener("change", (event) => {
    const row = event.target.closest("[data-columns-row]");
    if (!row) return;
    const tick = row.querySelector("[type=checkbox]");
    const home = row.querySelector("[type=radio]");
    if (event.target === home) tick.checked = true;
    if (event.target === tick && !tick.checked) home.checked = false;
    const ticked = rows.filter((each) => each.querySelector("[type=checkbox]").checked);
    if (ticked.length && !ticked.some((each) => each.querySelector("[type=radio]").checked)) {
      ticked[0].querySelector("[type=radio]").checked = true;
    }
    count.textContent = `已选 ${ticked.length} 个`;
  });
}
