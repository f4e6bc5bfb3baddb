// Comfort for rows of conditions and holders: only the operators that suit a field, its choices offered, empty rows folded.
const about = JSON.parse(document.getElementById("field-choices").textContent);

function suit(row) {
  const field = row.querySelector("select[name$='-field']");
  const operator = row.querySelector("select[name$='-operator']");
  const value = row.querySelector("input[name$='-value']");
  if (!field) return;
  const known = about[field.value];
  for (const option of operator.options) option.hidden = option.disabled = Boolean(known) && !known.operators.includes(option.value);
  if (known && !known.operators.includes(operator.value)) operator.value = known.operators[0];
  const asks = Boolean(known) && !["empty", "filled"].includes(operator.value);
  operator.closest(".field").hidden = !known;
  value.closest(".field").hidden = !asks;
  value.inputMode = known?.type === "number" ? "decimal" : "text";
  value.placeholder = known?.type === "date" ? "2026-03-02" : (known?.choices ?? []).join("、");
}

function isEmpty(row) {
  return [...row.querySelectorAll("select, input:not([type=hidden])")]
    .filter((input) => !input.name.endsWith("-operator"))
    .every((input) => !input.value);
}

for (const group of document.querySelectorAll("[data-rows]")) {
  const rows = [...group.querySelectorAll("[data-row]")];
  rows.forEach(suit);
  group.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) suit(row);
  });
  const spare = rows.filter(isEmpty).slice(rows.every(isEmpty) ? 1 : 0);
  if (!spare.length) continue;
  spare.forEach((row) => { row.hidden = true; });
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button button--quiet button--small";
  more.textContent = "再加一行";
  more.addEventListener("click", () => {
    const next = spare.shift();
    next.hidden = false;
    next.querySelector("select").focus();
    more.hidden = !spare.length;
  });
  rows.at(-1).after(more);
}
