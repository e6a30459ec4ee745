"use strict";
// Filters on the index of rules: its tables stand as they are written, and rows that do not fit are hidden.

(() => {
  const heading = document.querySelector("h1#rules");
  if (!heading) return;
  const tables = [...document.querySelectorAll("article table")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => ({
    row, text: row.innerText.toLowerCase(), severity: row.cells[1].innerText, preset: row.cells[2].innerText,
  })));
  const control = (title, element) => {
    const label = document.createElement("label");
    label.append(title, element);
    return label;
  };
  const select = (values) => {
    const element = document.createElement("select");
    element.append(new Option("any", ""), ...values.map((each) => new Option(each, each)));
    return element;
  };
  const search = Object.assign(document.createElement("input"), { type: "search", placeholder: "name or words" });
  const severity = select([...new Set(rows.map((each) => each.severity))].sort());
  const preset = select([...new Set(rows.map((each) => each.preset))].sort());
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const bar = document.createElement("div");
  bar.className = "filter";
  bar.append(control("Filter", search), control("Severity", severity), control("Preset", preset), status);
  let first = tables[0].closest(".md-typeset__scrollwrap") || tables[0];
  while (first.tagName !== "H2") first = first.previousElementSibling;
  first.before(bar);

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of rows) {
      const fits = words.every((word) => each.text.includes(word)) && (!severity.value || each.severity === severity.value)
        && (!preset.value || each.preset === preset.value);
      each.row.hidden = !fits;
      shown += fits;
    }
    for (const table of tables) {
      const empty = [...table.tBodies[0].rows].every((row) => row.hidden);
      const box = table.closest(".md-typeset__scrollwrap") || table;
      box.hidden = empty;
      let before = box.previousElementSibling;
      if (before && before.tagName === "H2") before.hidden = empty;
    }
    status.textContent = shown === rows.length ? `${rows.length} rules` : `${shown} of ${rows.length} rules`;
  };
  for (const each of [search, severity, preset]) each.addEventListener("input", apply);
  apply();
})();
