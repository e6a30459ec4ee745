"use strict";
// The page of the map: what is selected, searched and zoomed, and what the panel says of it.

const HANDLERS = new Map(DATA.services.flatMap((service, number) => service.handlers.map((handler, index) => [handler.id, {
  ...handler,
  service,
  title: `${service.name}.${handler.name}`,
  findings: DATA.findings.filter((each) => each.owners.some(([one, other]) => one === number && other === index)),
}])));
const ELSEWHERE = new Map(DATA.elsewhere.map((each) => [each.id, each]));
const titleOf = (id) => (HANDLERS.get(id) || ELSEWHERE.get(id)).title;
const reached = (id) => DATA.edges.filter((edge) => edge.source === id);
const callers = (id) => DATA.edges.filter((edge) => edge.target === id);
const view = byId("view");
let scale = 1;
let svg;

function describe(id) {
  const handler = HANDLERS.get(id);
  const found = handler.findings.length ? counts(handler.findings) : "no findings";
  return { findings: handler.findings, sentence: `${handler.title}, ${handler.kind}, ${found}` };
}

const selected = () => new URLSearchParams(location.hash.slice(1)).get("at");

function linkTo(id) {
  return make("a", { href: `#at=${id}` }, titleOf(id));
}

function found(finding) {
  const box = make("details", { class: "found" }, make("summary", {}, severityLabel(finding.severity), ": ", finding.message,
    " ", make("span", { class: "faint" }, `${finding.rule} · ${placeOf(finding)}`)));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) box.append(...findingDetail(finding, [], false));
  });
  return box;
}

function section(title, items) {
  return items.length ? [make("h3", {}, title), make("ul", { class: "plain" }, ...items.map((each) => make("li", {}, ...each)))] : [];
}

function callItem(edge, other) {
  const places = [...new Set(edge.calls.map((call) => DATA.calls[call].place))].join(", ");
  return [linkTo(other), ` by ${edge.label} `, make("span", { class: "faint" }, places)];
}

function ringText(ring) {
  const names = ring.calls.map((call) => titleOf(DATA.calls[call].caller));
  const last = DATA.edges.find((edge) => edge.calls.includes(ring.calls[ring.calls.length - 1]));
  return `${ring.certain ? "Deadlock" : "Deadlock if the keys are equal"}: ${[...names, titleOf(last.target)].join(" → ")}`;
}

function handlerPanel(id) {
  const handler = HANDLERS.get(id);
  const rings = DATA.deadlocks.filter((ring) => ring.calls.some((call) => DATA.calls[call].caller === id));
  return [
    make("h2", { id: "title", tabindex: "-1" }, handler.title),
    make("ul", { class: "facts" }, make("li", {}, handler.kind), make("li", {}, make("code", {}, `${handler.input} → ${handler.output}`)),
      make("li", {}, make("code", {}, handler.place))),
    ...rings.map((ring) => make("p", { class: "alarm" }, ringText(ring))),
    make("h3", {}, handler.findings.length ? `Findings: ${counts(handler.findings)}` : "No findings"),
    ...handler.findings.map(found),
    ...section("Calls", reached(id).map((edge) => callItem(edge, edge.target))),
    ...section("Called by", callers(id).map((edge) => callItem(edge, edge.source))),
    ...section("Effects", handler.effects.map((each) => [make("code", {}, each.effect), each.inside ? " in Run: " : " outside Run: ", each.chain])),
  ];
}

function elsewherePanel(id) {
  return [make("h2", { id: "title", tabindex: "-1" }, titleOf(id)), make("p", {}, "Called here and defined elsewhere."),
    ...section("Called by", callers(id).map((edge) => callItem(edge, edge.source)))];
}

function overview() {
  const outside = DATA.findings.filter((finding) => !finding.owners.some(([, handler]) => handler !== null));
  return [
    make("h2", { id: "title", tabindex: "-1" }, "Services"),
    ...DATA.deadlocks.map((ring) => make("p", { class: "alarm" }, ringText(ring))),
    ...DATA.services.flatMap((service) => [
      make("h3", { class: "of-service" }, service.title),
      make("ul", { class: "plain" }, ...service.handlers.map((handler) => {
        const { findings } = HANDLERS.get(handler.id);
        return make("li", {}, make("a", { href: `#at=${handler.id}` }, handler.name),
          make("span", { class: "faint" }, findings.length ? ` ${counts(findings)}` : ""));
      })),
    ]),
    ...(outside.length ? [make("h3", {}, "Findings in the code of no handler"), ...outside.map(found)] : []),
  ];
}

/** Show what the address says; the panel's title gets the focus when somebody went there. */
function render(event) {
  const id = selected();
  const known = HANDLERS.has(id) || ELSEWHERE.has(id);
  const back = known ? [make("p", {}, make("a", { href: "#" }, "All services"))] : [];
  byId("main").replaceChildren(...back, ...(HANDLERS.has(id) ? handlerPanel(id) : ELSEWHERE.has(id) ? elsewherePanel(id) : overview()));
  byId("main").scrollTop = 0;
  for (const node of svg.querySelectorAll(".node")) {
    if (node.dataset.id === id) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
  dim();
  if (!event) return;
  const chosen = known && nodeOf(id);
  if (chosen && document.activeElement !== chosen) chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
  byId("title").focus();
}

const nodeOf = (id) => svg.querySelector(`.node[data-id="${id}"]`);

/** Let stand aside what is not searched for, or not next to what is selected. */
function dim() {
  const words = byId("query").value.toLowerCase().split(/\s+/).filter(Boolean);
  const id = selected();
  const near = new Set([id, ...DATA.edges.flatMap((edge) => (edge.source === id ? [edge.target] : edge.target === id ? [edge.source] : []))]);
  const hits = [];
  for (const node of svg.querySelectorAll(".node")) {
    const title = `${titleOf(node.dataset.id)} ${HANDLERS.get(node.dataset.id)?.service.title || ""}`.toLowerCase();
    const hit = words.every((word) => title.includes(word));
    if (hit) hits.push(node);
    node.classList.toggle("aside", words.length ? !hit : Boolean(id) && near.size > 1 && !near.has(node.dataset.id));
  }
  for (const line of svg.querySelectorAll("[data-from]")) {
    line.classList.toggle("aside", words.length > 0 || (Boolean(id) && near.size > 1 && line.dataset.from !== id && line.dataset.to !== id));
  }
  byId("shown").textContent = words.length ? `${hits.length} found` : "";
  return words.length ? hits : [];
}

function zoom(to) {
  const middle = [(view.scrollLeft + view.clientWidth / 2) / scale, (view.scrollTop + view.clientHeight / 2) / scale];
  scale = Math.min(3, Math.max(0.1, to));
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("width", width * scale);
  svg.setAttribute("height", height * scale);
  view.scrollLeft = middle[0] * scale - view.clientWidth / 2;
  view.scrollTop = middle[1] * scale - view.clientHeight / 2;
}

function fit() {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const whole = Math.min(view.clientWidth / width, view.clientHeight / height);
  zoom(Math.min(1, Math.max(whole, Math.min(0.45, view.clientWidth / width * 3))));
}

/** Follow a call from the handler that has the focus: right to what it calls, left to who calls it. */
function follow(event) {
  const id = event.target.closest?.(".node")?.dataset.id;
  const next = id && { ArrowRight: () => reached(id)[0]?.target, ArrowLeft: () => callers(id)[0]?.source }[event.key]?.();
  if (!next || !nodeOf(next)) return;
  event.preventDefault();
  nodeOf(next).focus();
}

/** Drag the picture by its background. */
function drag(event) {
  if (event.button !== 0 || event.pointerType === "touch" || event.target.closest(".node")) return;
  const begin = [event.clientX + view.scrollLeft, event.clientY + view.scrollTop];
  const move = (at) => {
    view.scrollLeft = begin[0] - at.clientX;
    view.scrollTop = begin[1] - at.clientY;
  };
  view.classList.add("dragged");
  addEventListener("pointermove", move);
  addEventListener("pointerup", () => {
    removeEventListener("pointermove", move);
    view.classList.remove("dragged");
  }, { once: true });
}

function save() {
  const link = make("a", { href: URL.createObjectURL(new Blob([savedPicture(svg)], { type: "image/svg+xml" })), download: "services.svg" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function begin() {
  svg = picture(rows(connectedParts().map(placed)), describe);
  view.append(svg);
  const parts = [counted(DATA.services.length, "service"), counted(HANDLERS.size, "handler"), counted(DATA.calls.length, "call")];
  byId("summary").textContent = `${parts.join(", ")}; ${DATA.findings.length ? counts(DATA.findings) : "no findings"}`;
  byId("in").addEventListener("click", () => zoom(scale * 1.25));
  byId("out").addEventListener("click", () => zoom(scale / 1.25));
  byId("fit").addEventListener("click", fit);
  byId("save").addEventListener("click", save);
  byId("query").addEventListener("input", dim);
  byId("tools").addEventListener("submit", (event) => {
    event.preventDefault();
    dim()[0]?.focus();
  });
  view.addEventListener("keydown", follow);
  view.addEventListener("pointerdown", drag);
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  }, { passive: false });
  byId("main").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && selected()) nodeOf(selected())?.focus();
  });
  addEventListener("hashchange", render);
  fit();
  render();
}

begin();
