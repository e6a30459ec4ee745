"use strict";
// Where everything of the picture stands: what hangs together is laid out by dagre, and the parts are put in rows.

const TITLE = 34;
const MARGIN = 16;
const HANDLER = 42;
const GAP = 8;

const textWidth = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    context.font = `${font} system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;
    return Math.ceil(context.measureText(text).width);
  };
})();

/** Return the services that calls lead between, part by part, each with what is called elsewhere. */
function connectedParts() {
  const home = new Map();
  for (const service of DATA.services) for (const handler of service.handlers) home.set(handler.id, service.id);
  const parent = new Map([...DATA.services, ...DATA.elsewhere].map((each) => [each.id, each.id]));
  const root = (id) => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at);
    return at;
  };
  for (const edge of DATA.edges) parent.set(root(home.get(edge.source)), root(home.get(edge.target) || edge.target));
  const parts = new Map();
  const part = (id) => {
    if (!parts.has(root(id))) parts.set(root(id), { services: [], elsewhere: [], edges: [] });
    return parts.get(root(id));
  };
  for (const service of DATA.services) part(service.id).services.push(service);
  for (const each of DATA.elsewhere) part(each.id).elsewhere.push(each);
  for (const edge of DATA.edges) part(home.get(edge.source)).edges.push(edge);
  return [...parts.values()];
}

/** Return the boxes and lines of a part, with its size: dagre places services, handlers are rows in them. */
function placed(part) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 22, edgesep: 12, ranksep: 80, marginx: MARGIN, marginy: MARGIN });
  const home = new Map();
  for (const service of part.services) {
    for (const handler of service.handlers) home.set(handler.id, service.id);
    const height = TITLE + service.handlers.length * (HANDLER + GAP) + GAP;
    graph.setNode(service.id, { width: serviceWidth(service), height });
  }
  for (const each of part.elsewhere) graph.setNode(each.id, { width: textWidth(each.title, "13px") + 28, height: 32 });
  part.edges.forEach((edge, index) => {
    const width = textWidth(edgeText(edge), "11px");
    graph.setEdge(home.get(edge.source), home.get(edge.target) || edge.target, { width: width && width + 8, height: width && 14, labelpos: "c", edge }, String(index));
  });
  dagre.layout(graph);
  const boxes = new Map(graph.nodes().map((id) => [id, graph.node(id)]));
  for (const service of part.services) rowsOfService(service, boxes);
  const lines = graph.edges().map((each) => lineOf(graph.edge(each), boxes));
  return { part, boxes, lines, width: graph.graph().width, height: graph.graph().height };
}

function serviceWidth(service) {
  const names = service.handlers.map((handler) => textWidth(handler.name, "13px") + 64);
  return Math.max(textWidth(service.title, "600 13px") + 24, ...names, 130) + 2 * GAP;
}

function rowsOfService(service, boxes) {
  const box = boxes.get(service.id);
  service.handlers.forEach((handler, index) => boxes.set(handler.id, {
    x: box.x,
    y: box.y - box.height / 2 + TITLE + index * (HANDLER + GAP) + HANDLER / 2,
    width: box.width - 2 * GAP,
    height: HANDLER,
  }));
}

/** Return the points of a call's line: it leaves and arrives at the sides of rows, between them as dagre says. */
function lineOf({ edge, points, x, y }, boxes) {
  const [from, to] = [boxes.get(edge.source), boxes.get(edge.target)];
  const side = (box, right) => ({ x: box.x + ((right ? 1 : -1) * box.width) / 2, y: box.y });
  if (from.x === to.x && from.width === to.width) {
    const [start, end] = [side(from, true), side(to, true)];
    const out = start.x + 26;
    return { edge, loop: true, x: out + 4, y: (start.y + end.y) / 2, points: [start, { x: out, y: start.y }, { x: out, y: end.y }, end] };
  }
  const right = to.x > from.x;
  const [start, end] = [side(from, right), side(to, !right)];
  // between neighbours a line goes straight on; a longer one has to pass what stands between
  if (points.length < 4) return { edge, x: (start.x + end.x) / 2, y: (start.y + end.y) / 2, points: [start, end] };
  const between = points.slice(1, -1).filter((point) => (right ? 1 : -1) * (point.x - start.x) > 0);
  return { edge, x, y, points: [start, ...between, end] };
}

/** Return the parts with where each begins, the tallest first, in rows of about the shape of a screen. */
function rows(parts) {
  const area = parts.reduce((sum, part) => sum + part.width * part.height, 0);
  const limit = Math.max(Math.sqrt(area * 1.9), ...parts.map((part) => part.width));
  let [x, y, tallest, width] = [0, 0, 0, 0];
  for (const part of [...parts].sort((one, other) => other.height - one.height)) {
    if (x > 0 && x + part.width > limit) [x, y, tallest] = [0, y + tallest, 0];
    [part.x, part.y] = [x, y];
    x += part.width;
    tallest = Math.max(tallest, part.height);
    width = Math.max(width, x);
  }
  return { parts, width, height: y + tallest };
}

/** Return what is written at a call beside what its line says already. */
function edgeText(edge) {
  if (deadlockOf(edge)) return deadlockOf(edge).certain ? "deadlock" : "deadlock if the keys are equal";
  return edge.label.split(", ").slice(1).join(", ");
}

const deadlockOf = (edge) => DATA.deadlocks.find((ring) => ring.calls.some((call) => edge.calls.includes(call)));
