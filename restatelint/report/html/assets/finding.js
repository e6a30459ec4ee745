"use strict";
// One finding in full: what is wrong, the code with its marked places and the chain over it, the fix, the rule.

const RULES = new Map(DATA.rules.map((rule) => [rule.id, rule]));
const AROUND = 4;

/** Return the places of a finding in the order of the chain, then those that are only related. */
function stepsOf(finding) {
  const first = { file: finding.file, line: finding.line, marks: finding.marks, message: finding.message, label: "1" };
  const chain = finding.chain.map((step, index) => ({ ...step, label: String(index + 2) }));
  const related = finding.related.map((step, index) => ({ ...step, label: letters(index), related: true }));
  return [first, ...chain, ...related];
}

function letters(index) {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}

const badge = (step) => make("span", { class: step.related ? "badge related" : "badge" }, step.label);

/** Return the code of a finding: per file the lines around its places, with a remark under each place. */
function sourceOf(finding) {
  const steps = stepsOf(finding);
  const canvas = make("div", { class: "canvas" });
  const files = [...new Set(steps.map((step) => step.file))];
  for (const file of files) {
    const own = steps.filter((step) => step.file === file);
    canvas.append(make("div", { class: "path-row" }, make("div", { class: "path" }, DATA.files[file].path)));
    canvas.append(...rowsOf(finding, DATA.files[file].lines, own));
  }
  return { steps, canvas };
}

function rowsOf(finding, lines, steps) {
  const wanted = new Set();
  for (const step of steps) {
    const last = step.marks.length ? step.marks[step.marks.length - 1][0] : step.line;
    for (let line = step.line - AROUND; line <= last + AROUND; line += 1) if (line in lines) wanted.add(line);
  }
  const rows = [];
  let before = null;
  for (const line of [...wanted].sort((one, other) => one - other)) {
    if (before !== null && line > before + 1) rows.push(make("div", { class: "gap" }, `⋯ ${counted(line - before - 1, "line")}`));
    before = line;
    const marks = steps.flatMap((step) => step.marks.filter((mark) => mark[0] === line).map((mark) => ({ step, from: mark[1], to: mark[2] })));
    rows.push(make("div", { class: marks.length ? "row marked" : "row" },
      make("span", { class: "number" }, String(line)),
      make("span", { class: "text" }, ...markedText(finding, lines[line], marks))));
    for (const step of steps.filter((each) => each.line === line)) {
      rows.push(make("div", { class: "remark" }, make("div", {}, badge(step), step.message)));
    }
  }
  return rows;
}

/** Return the text of a line, in pieces where marks begin or end. */
function markedText(finding, text, marks) {
  const ends = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.from, mark.to])])].sort((one, other) => one - other);
  const pieces = [];
  for (let index = 0; index + 1 < ends.length; index += 1) {
    const [from, to] = [ends[index], ends[index + 1]];
    const over = marks.filter((mark) => mark.from <= from && to <= mark.to);
    const part = text.slice(from, to);
    if (!over.length) pieces.push(part);
    else {
      const labels = over.filter((mark) => mark.from === from).map((mark) => mark.step.label).join(" ");
      const main = over.some((mark) => mark.step.label === "1");
      pieces.push(make("mark", { class: main ? finding.severity : "step", "data-steps": labels }, part));
    }
  }
  return pieces;
}

/** Draw arrows along the chain, from each marked place to the next one. */
function drawChain(canvas, steps) {
  canvas.querySelector("svg")?.remove();
  const chain = steps.filter((step) => !step.related);
  const marks = chain.map((step) => [...canvas.querySelectorAll("mark")].find((mark) => mark.dataset.steps.split(" ").includes(step.label)));
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const origin = canvas.getBoundingClientRect();
  const margin = canvas.querySelector(".text").getBoundingClientRect().left - origin.left;
  for (let index = 0; index + 1 < chain.length; index += 1) {
    if (!marks[index] || !marks[index + 1] || marks[index] === marks[index + 1]) continue;
    const [from, to] = [marks[index].getBoundingClientRect(), marks[index + 1].getBoundingClientRect()];
    const shape = arrow(from, to, origin, margin - 4 - 4 * (index % 3));
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", shape.line);
    const head = document.createElementNS(space, "path");
    head.setAttribute("class", "head");
    head.setAttribute("d", shape.head);
    svg.append(line, head);
  }
  if (svg.childNodes.length) canvas.append(svg);
}

/** Return a line from one place to another: along the rows between the lines of code, and down the margin. */
function arrow(from, to, origin, lane) {
  const down = to.top >= from.bottom;
  const [x1, x2] = [from.left - origin.left + 3, to.left - origin.left + 3];
  if (!down && from.top < to.bottom) {
    const y = Math.min(from.top, to.top) - origin.top;
    return { line: `M${x1},${y} C${x1},${y - 14} ${x2},${y - 14} ${x2},${y - 5}`, head: `M${x2},${y + 1} l-4,-7 h8 z` };
  }
  const sign = down ? 1 : -1;
  const y1 = (down ? from.bottom + 2 : from.top - 1) - origin.top;
  const y2 = (down ? to.top - 3 : to.bottom + 4) - origin.top;
  const line = `M${x1},${y1} H${lane + 5} Q${lane},${y1} ${lane},${y1 + 5 * sign} V${y2 - 5 * sign} Q${lane},${y2} ${lane + 5},${y2} H${x2}`;
  return { line, head: `M${x2},${y2 + 5 * sign} l-4,${-6 * sign} h8 z` };
}

function chainList(steps, canvas) {
  const items = steps.map((step) => {
    const show = () => {
      const mark = [...canvas.querySelectorAll("mark")].find((each) => each.dataset.steps.split(" ").includes(step.label));
      mark?.scrollIntoView({ block: "center", inline: "center" });
    };
    return make("li", {}, badge(step), step.label === "1" ? "reported here " : `${step.message} `, make("button", { type: "button", click: show }, `${DATA.files[step.file].path}:${step.line}`));
  });
  return make("ol", { class: "chain" }, ...items);
}

function fixOf(fix) {
  const kind = fix.safety === "safe" ? "safe: --fix makes it" : "unsafe: --unsafe-fixes makes it";
  const changes = fix.changes.map((change) => make("div", { class: "change", tabindex: "0", role: "group", "aria-label": `Change at line ${change.line}` },
    ...change.removed.map((text) => changed("removed", "−", text)), ...change.added.map((text) => changed("added", "+", text))));
  return [make("h3", {}, "Fix"), make("p", {}, `${fix.description} `, make("span", { class: "faint" }, `(${kind})`)), ...changes];
}

function changed(kind, sign, text) {
  return make("div", { class: `row ${kind}` }, make("span", { class: "number" }, sign), make("span", { class: "text" },
    make("span", { class: "hidden-text" }, `${kind}: `), text));
}

function rulePage(id) {
  const rule = RULES.get(id);
  const template = byId(`rule-${id}`);
  if (!rule) return null;
  const box = make("details", { class: "page" }, make("summary", {}, `Rule ${id}: ${rule.title}`));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    if (template) box.append(template.content.cloneNode(true));
    for (const block of box.querySelectorAll("pre")) block.tabIndex = 0;
    box.append(make("p", {}, make("a", { href: rule.url, rel: "noopener noreferrer" }, "This page on the web")));
  });
  return box;
}

/** Return everything there is to show of a finding, whose message is its heading if that is wanted. */
function findingDetail(finding, owners, heading = true) {
  const { steps, canvas } = sourceOf(finding);
  const place = `${placeOf(finding)}:${finding.column}`;
  const facts = [
    severityLabel(finding.severity),
    make("code", {}, finding.rule),
    make("code", {}, place),
    finding.function && make("span", {}, "in ", make("code", {}, finding.function)),
    owners.length > 0 && make("span", {}, `runs in ${owners.join(", ")}`),
    finding.confidence !== "high" && `${finding.confidence} confidence`,
  ].filter(Boolean);
  const draw = () => drawChain(canvas, steps);
  new ResizeObserver(draw).observe(canvas);
  return [
    heading && make("h2", { tabindex: "-1", id: "finding-title" }, finding.message),
    make("ul", { class: "facts" }, ...facts.map((fact) => make("li", {}, fact))),
    finding.suppressed !== null && make("p", {}, `Suppressed: ${finding.suppressed}`),
    finding.help && make("p", { class: "help" }, finding.help),
    steps.length > 1 && make("h3", {}, "From there to the cause"),
    steps.length > 1 && chainList(steps, canvas),
    make("h3", {}, "Code"),
    make("div", { class: "source", tabindex: "0", role: "group", "aria-label": "Code with the marked places" }, canvas),
    ...(finding.fix ? fixOf(finding.fix) : []),
    rulePage(finding.rule),
  ].filter(Boolean);
}
