// Lists whose rows can be ticked ([data-picking]): how many are ticked, one box for all, the bar of acts follows.
function bind(form) {
  const boxes = [...form.querySelectorAll("[name=chosen]")];
  const all = form.querySelector("[data-pick-all]");
  const count = form.querySelector("[data-pick-count]");
  const most = Number(form.dataset.picking);
  const nothing = count?.textContent;
  const update = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    form.toggleAttribute("data-some", ticked > 0);
    const said = ticked > most ? `一次最多 ${most} 件` : `已选 ${ticked} 件`;
    if (count) count.textContent = ticked ? said : nothing;
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    update();
  });
  form.addEventListener("change", update);
  form.setAttribute("data-bound", "");
  update();
}

for (const form of document.querySelectorAll("[data-picking]")) bind(form);
