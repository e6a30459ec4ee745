"use strict";
// What every page needs: its data, elements without markup in them, and the choice of light or dark.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SEVERITIES = ["error", "warning", "info"];
const SYMBOLS = { error: "●", warning: "▲", info: "■" };

/** Return an element; children are elements or text, never markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((each) => each != null && each !== false));
  return element;
}

const byId = (id) => document.getElementById(id);

const counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** Return how many findings of each severity there are, as text: "2 errors, 1 info". */
function counts(findings) {
  const parts = SEVERITIES.map((severity) => {
    const number = findings.filter((each) => each.severity === severity).length;
    return number ? counted(number, severity) : "";
  });
  return parts.filter(Boolean).join(", ");
}

function severityLabel(severity) {
  return make("span", { class: `severity ${severity}` }, make("span", { "aria-hidden": "true" }, SYMBOLS[severity], " "), severity);
}

const placeOf = (finding) => `${DATA.files[finding.file].path}:${finding.line}`;

(() => {
  const button = byId("theme");
  const order = { "": "light", light: "dark", dark: "" };
  const show = () => {
    const theme = document.documentElement.dataset.theme || "";
    button.textContent = `Theme: ${theme || "system"}`;
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = order[document.documentElement.dataset.theme || ""];
    show();
  });
  show();
})();

/** Show what was not checked, which must never look like clean code. */
(() => {
  const notes = DATA.notes.filter((each) => each.kind !== "assumed");
  if (!notes.length) return;
  const items = notes.map((note) =>
    make("li", {}, `${note.kind.replaceAll("-", " ")}: `, note.path ? `${note.path}: ` : "", note.message));
  byId("notes").append(make("div", { class: "notice", role: "alert" },
    make("strong", {}, "Not everything was checked"), make("ul", {}, ...items)));
})();
