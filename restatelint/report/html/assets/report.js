"use strict";
// The report: a list that is filtered and grouped, the finding that is read, and the address that keeps both.

const FINDINGS = DATA.findings.map((finding, index) => ({ ...finding, index }));
const BY_ID = new Map(FINDINGS.map((finding) => [finding.id, finding]));
const MANY = 200;
const DEFAULT_GROUP = DATA.services.length ? "service" : "file";
const OUTSIDE = "Code of no handler";
let shown = FINDINGS;
let order = [];

/** Return what the address says: filters, grouping, and the finding that is read. */
function stateOf() {
  const said = new URLSearchParams(location.hash.slice(1));
  const hidden = (said.get("hide") || "").split(",");
  return {
    query: said.get("q") || "",
    hidden: new Set(SEVERITIES.filter((each) => hidden.includes(each))),
    rule: said.get("rule") || "",
    group: ["service", "file", "rule"].includes(said.get("group")) ? said.get("group") : DEFAULT_GROUP,
    finding: BY_ID.get(said.get("finding")) || null,
  };
}

function addressOf(state) {
  const said = new URLSearchParams();
  if (state.query) said.set("q", state.query);
  if (state.hidden.size) said.set("hide", [...state.hidden].join(","));
  if (state.rule) said.set("rule", state.rule);
  if (state.group !== DEFAULT_GROUP) said.set("group", state.group);
  if (state.finding) said.set("finding", state.finding.id);
  return `#${said}`;
}

/** Go to what the address says with some of it changed; a filter that is typed leaves no trace to go back by. */
function change(changes, replace) {
  const address = addressOf({ ...stateOf(), ...changes });
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  render();
}

const serviceTitle = (service) => (service.kind ? `${service.name} (${service.kind})` : service.name);

function ownersOf(finding) {
  return finding.owners.map(([service, handler]) => {
    const found = DATA.services[service];
    return handler === null ? found.name : `${found.name}.${found.handlers[handler]}`;
  });
}

function matches(finding, state) {
  if (state.hidden.has(finding.severity) || (state.rule && finding.rule !== state.rule)) return false;
  if (!state.query) return true;
  const text = `${finding.message} ${placeOf(finding)} ${finding.function} ${finding.rule} ${ownersOf(finding).join(" ")}`.toLowerCase();
  return state.query.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Return groups of findings as [title, [[subtitle, findings]]], those of services by handler. */
function grouped(findings, by) {
  const groups = new Map();
  const put = (title, subtitle, finding) => {
    if (!groups.has(title)) groups.set(title, new Map());
    const sections = groups.get(title);
    if (!sections.has(subtitle)) sections.set(subtitle, []);
    const findings = sections.get(subtitle);
    // a service that several programs register is one here
    if (findings[findings.length - 1] !== finding) findings.push(finding);
  };
  for (const finding of findings) {
    if (by === "file") put(DATA.files[finding.file].path, "", finding);
    else if (by === "rule") put(finding.rule, "", finding);
    else if (!finding.owners.length) put(OUTSIDE, "", finding);
    else for (const [service, handler] of finding.owners) {
      put(serviceTitle(DATA.services[service]), handler === null ? "" : DATA.services[service].handlers[handler], finding);
    }
  }
  const last = (title) => (title === OUTSIDE && by === "service" ? 1 : 0);
  return [...groups].sort(([one], [other]) => last(one) - last(other) || (one < other ? -1 : 1));
}

function groupElement(title, sections, open) {
  const all = [...new Set([...sections.values()].flat())];
  const box = make("details", { class: "group" },
    make("summary", {}, make("strong", {}, title), " ", make("span", { class: "counts" }, counts(all))));
  const fill = () => {
    if (box.childElementCount > 1) return;
    for (const [subtitle, findings] of sections) {
      if (subtitle) box.append(make("h3", {}, subtitle));
      box.append(make("ul", {}, ...findings.map((finding) => make("li", {}, linkTo(finding)))));
    }
    markCurrent();
  };
  box.addEventListener("toggle", () => box.open && fill());
  if (open) {
    box.open = true;
    fill();
  }
  return box;
}

function linkTo(finding) {
  const go = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ finding });
    byId("finding-title").focus();
  };
  return make("a", { class: "finding", href: addressOf({ ...stateOf(), finding }), "data-id": finding.id, click: go },
    make("span", { class: "message" }, severityLabel(finding.severity), finding.suppressed !== null && " (suppressed)", ": ", finding.message),
    make("span", { class: "where" }, `${finding.rule} · ${placeOf(finding)}`));
}

function markCurrent() {
  const id = stateOf().finding?.id;
  for (const link of byId("list").querySelectorAll(".finding")) {
    if (link.dataset.id === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let listed = null;

function renderList(state) {
  const key = addressOf({ ...state, finding: null });
  if (key === listed) return markCurrent();
  listed = key;
  shown = FINDINGS.filter((finding) => matches(finding, state));
  const groups = grouped(shown, state.group);
  order = [...new Set(groups.flatMap(([, sections]) => [...sections.values()].flat()))];
  const all = shown.length <= MANY;
  byId("list").replaceChildren(...groups.map(([title, sections], index) =>
    groupElement(title, sections, all || (index === 0 && groups.length === 1) || [...sections.values()].flat().includes(state.finding))));
  byId("shown").textContent = shown.length === FINDINGS.length
    ? counted(FINDINGS.length, "finding")
    : `${shown.length.toLocaleString("en")} of ${counted(FINDINGS.length, "finding")}`;
  return undefined;
}

function renderTools(state) {
  if (byId("query").value !== state.query) byId("query").value = state.query;
  byId("rule").value = state.rule;
  byId("group").value = state.group;
  for (const button of byId("severities").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(!state.hidden.has(button.dataset.severity)));
  }
}

function renderFinding(finding) {
  const at = order.indexOf(finding);
  const step = (label, by) => make("button", {
    type: "button",
    disabled: at < 0 || !order[at + by],
    click: () => { change({ finding: order[at + by] }); byId("finding-title").focus(); },
  }, label);
  const back = make("button", { type: "button", class: "to-list", click: backToList }, "All findings");
  const position = at < 0 ? "left out by the filters" : `${at + 1} of ${order.length}`;
  byId("main").replaceChildren(
    make("div", { class: "steps" }, back, step("Previous", -1), step("Next", 1), make("span", { class: "faint" }, position)),
    make("article", { "aria-labelledby": "finding-title" }, ...findingDetail(finding, ownersOf(finding))));
  document.title = `${finding.rule} at ${placeOf(finding)} · restatelint report`;
}

function backToList() {
  const { finding } = stateOf();
  change({ finding: null });
  [...byId("list").querySelectorAll(".finding")].find((link) => link.dataset.id === finding?.id)?.focus();
}

/** Compare numbers of findings by severity: more of the gravest come first. */
function byGravity(one, other) {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : other[at] - one[at];
}

function renderOverview() {
  const number = new Map();
  for (const finding of FINDINGS) {
    if (!number.has(finding.rule)) number.set(finding.rule, []);
    number.get(finding.rule).push(finding);
  }
  const gravity = (rule) => SEVERITIES.map((severity) => number.get(rule.id).filter((each) => each.severity === severity).length);
  const found = DATA.rules.filter((rule) => number.has(rule.id)).sort((one, other) => byGravity(gravity(one), gravity(other)));
  const rest = DATA.rules.filter((rule) => !number.has(rule.id));
  const row = (rule) => make("tr", {},
    make("td", {}, make("button", { type: "button", click: () => change({ rule: rule.id }) }, rule.id)),
    make("td", {}, counts(number.get(rule.id))),
    make("td", {}, rule.title));
  const heads = ["Rule", "Found", "What it is about"].map((text) => make("th", { scope: "col" }, text));
  const table = make("table", { class: "overview" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...found.map(row)));
  byId("main").replaceChildren(make("div", {},
    make("h2", { id: "finding-title", tabindex: "-1" }, found.length ? "What was found" : "Nothing was found"),
    found.length > 0 && make("div", { class: "scroll" }, table),
    rest.length > 0 && make("details", { class: "page" }, make("summary", {}, `${counted(rest.length, "rule")} found nothing`),
      make("ul", {}, ...rest.map((rule) => make("li", {}, make("a", { href: rule.url, rel: "noopener noreferrer" }, rule.id), `: ${rule.title}`))))));
  document.title = "restatelint report";
}

let read;

function render() {
  const state = stateOf();
  document.body.classList.toggle("reading", state.finding !== null);
  renderTools(state);
  renderList(state);
  const key = `${state.finding?.id} ${listed}`;
  if (key === read) return;
  read = key;
  if (state.finding) renderFinding(state.finding);
  else renderOverview();
  byId("main").scrollTop = 0;
}

function begin() {
  const active = FINDINGS.filter((finding) => finding.suppressed === null);
  const files = counted(DATA.checked, "file");
  byId("summary").textContent = active.length ? `${counted(active.length, "problem")} (${counts(active)}) in ${files}` : `no problems in ${files}`;
  const ids = [...new Set(FINDINGS.map((finding) => finding.rule))].sort();
  byId("rule").append(make("option", { value: "" }, "every rule"), ...ids.map((id) =>
    make("option", { value: id }, `${id} (${FINDINGS.filter((finding) => finding.rule === id).length})`)));
  for (const severity of SEVERITIES) {
    const number = FINDINGS.filter((finding) => finding.severity === severity).length;
    const toggle = () => {
      const hidden = new Set(stateOf().hidden);
      if (!hidden.delete(severity)) hidden.add(severity);
      change({ hidden }, true);
    };
    byId("severities").append(make("button", { type: "button", "data-severity": severity, disabled: !number, click: toggle },
      severityLabel(severity), ` ${number.toLocaleString("en")}`));
  }
  byId("rule").addEventListener("change", (event) => change({ rule: event.target.value }, true));
  byId("group").addEventListener("change", (event) => change({ group: event.target.value }, true));
  byId("query").addEventListener("input", (event) => change({ query: event.target.value.trim() }, true));
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  byId("list").addEventListener("keydown", walk);
  byId("main").addEventListener("keydown", (event) => event.key === "Escape" && stateOf().finding && backToList());
  addEventListener("popstate", render);
  addEventListener("hashchange", render);
  render();
}

/** Move through the list with the arrow keys. */
function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const stops = [...byId("list").querySelectorAll("summary, details[open] .finding")];
  const next = stops[stops.indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

begin();
