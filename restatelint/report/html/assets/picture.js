"use strict";
// The picture itself: an SVG whose handlers are links, and which can be saved as a file of its own.

const SPACE = "http://www.w3.org/2000/svg";

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Return the drawing of everything; ``describe`` gives the findings and a sentence for a handler's id. */
function picture(layout, describe) {
  const svg = draw("svg", { viewBox: `0 0 ${layout.width} ${layout.height}`, xmlns: SPACE });
  for (const part of layout.parts) {
    const group = draw("g", { transform: `translate(${part.x} ${part.y})` });
    for (const service of part.part.services) group.append(serviceBox(service, part.boxes.get(service.id)));
    for (const service of part.part.services) {
      for (const handler of service.handlers) group.append(handlerBox(handler, part.boxes.get(handler.id), describe(handler.id)));
    }
    for (const line of part.lines) group.append(...edgeLine(line));
    for (const each of part.part.elsewhere) group.append(elsewhereBox(each, part.boxes.get(each.id)));
    svg.append(group);
  }
  return svg;
}

const corner = (box) => ({ x: box.x - box.width / 2, y: box.y - box.height / 2, width: box.width, height: box.height });

function serviceBox(service, box) {
  const at = corner(box);
  return draw("g", { class: "service", "data-id": service.id }, draw("rect", { ...at, rx: 10 }),
    draw("text", { x: at.x + 12, y: at.y + 22 }, service.title));
}

function handlerBox(handler, box, { findings, sentence }) {
  const at = corner(box);
  const worst = SEVERITIES.find((severity) => findings.some((each) => each.severity === severity));
  const node = draw("a", { class: `node ${worst || ""}`, href: `#at=${handler.id}`, "data-id": handler.id, "aria-label": sentence },
    draw("title", {}, sentence),
    draw("rect", { ...at, rx: 7 }),
    draw("text", { x: at.x + 12, y: at.y + 19 }, handler.name),
    draw("text", { class: "kind", x: at.x + 12, y: at.y + 35 }, handler.kind));
  if (worst) node.append(draw("text", { class: "mark", x: at.x + at.width - 10, y: at.y + 19, "text-anchor": "end" }, `${SYMBOLS[worst]} ${findings.length}`));
  return node;
}

function elsewhereBox(each, box) {
  const at = corner(box);
  return draw("a", { class: "node elsewhere", href: `#at=${each.id}`, "data-id": each.id, "aria-label": `${each.title}, not defined here` },
    draw("rect", { ...at, rx: 16 }), draw("text", { x: at.x + 14, y: box.y + 4.5 }, each.title));
}

function edgeLine(line) {
  const { edge, points } = line;
  const bad = deadlockOf(edge) ? " deadlock" : "";
  const [end, before] = [points[points.length - 1], points[points.length - 2]];
  const back = end.x >= before.x ? -9 : 9;
  const parts = [
    draw("path", { class: `edge${edge.dashed ? " dashed" : ""}${bad}`, d: curve(points), "data-from": edge.source, "data-to": edge.target }),
    draw("path", { class: `head${bad}`, d: `M${end.x},${end.y} l${back},-4.5 v9 Z`, "data-from": edge.source, "data-to": edge.target }),
  ];
  const label = edgeText(edge);
  // beside a call within a service there is room for what matters only
  if (label && (bad || !line.loop)) {
    parts.push(draw("text", { class: `edge-label${bad}`, x: line.x, y: line.y - 4, "text-anchor": line.loop ? "start" : "middle",
      "data-from": edge.source, "data-to": edge.target }, label));
  }
  return parts;
}

/** Return a line that leaves and arrives level, and is smooth between. */
function curve(points) {
  let path = `M${points[0].x},${points[0].y}`;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    const middle = (from.x + to.x) / 2;
    path += from.x === to.x ? ` L${to.x},${to.y}` : ` C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
  }
  return path;
}

const SAVED = ["fill", "stroke", "paint-order", "stroke-linejoin", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "opacity"];

/** Return the picture as a file of its own: what styles say stands at the elements, links are plain groups. */
function savedPicture(svg) {
  const copy = svg.cloneNode(true);
  const [from, to] = [[...svg.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const name of SAVED) to[index].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["href", "class"]) to[index].removeAttribute(name);
  });
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.prepend(draw("rect", { width, height, fill: getComputedStyle(byId("view")).backgroundColor }));
  return new XMLSerializer().serializeToString(copy);
}
