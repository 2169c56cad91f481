/** What is on screen as an SVG drawing of its own: shapes, lines with arrowheads, labels. */

import { svg } from "../dom";
import { CORNERS, look } from "../palette";
import { token } from "../theme";
import type { Edge, Thing } from "../shapes";
import { folded } from "../folds";
import { type Point, shownEdges, shownNodes, type View } from "../view";
import { isUncertain, words } from "../words";

const RADIUS = 15;
const MARGIN = 90;
const FONT = "system-ui, sans-serif";

export const toSvg = (view: View): Blob =>
  new Blob([new XMLSerializer().serializeToString(svgElement(view))], { type: "image/svg+xml" });

export function svgElement(whole: View): SVGElement {
  const view = folded(whole);
  const nodes = shownNodes(view);
  const at = (id: string): Point => view.places.get(id) ?? { x: 0, y: 0 };
  const xs = nodes.map(({ id }) => at(id).x);
  const ys = nodes.map(({ id }) => at(id).y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const [width, height] = [Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top];
  const drawing = svg("svg", { viewBox: [left, top, width, height].join(" "), width, height },
    svg("title", {}, `Graph of ${nodes.length} nodes`),
    svg("defs", {}, arrowhead()),
    svg("rect", { x: left, y: top, width, height, fill: token("canvas") }),
    ...shownEdges(view).map((edge) => line(edge, at(edge.source), at(edge.target))),
    ...nodes.map((node) => mark(node, at(node.id))));
  return drawing;
}

const arrowhead = (): SVGElement =>
  svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0,0 L8,4 L0,8 Z", fill: token("edge") }));

function line(edge: Edge, from: Point, to: Point): SVGElement {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const step = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const reach = Math.min(RADIUS + 3, length / 2);
  return svg("g", {},
    svg("title", {}, words(edge.property)),
    svg("line", {
      x1: from.x + step.x * reach, y1: from.y + step.y * reach, x2: to.x - step.x * reach, y2: to.y - step.y * reach,
      stroke: token("edge"), "stroke-width": 1.4, "stroke-dasharray": isUncertain(edge) ? "6 4" : null,
      "marker-end": "url(#arrow)",
    }));
}

function mark(node: Thing, { x, y }: Point): SVGElement {
  const { color, shape } = look(node);
  const corners = shape === "ellipse" ? [] : CORNERS[shape].map(([dx, dy]) => `${x + dx * RADIUS},${y + dy * RADIUS}`);
  const body = shape === "ellipse"
    ? svg("circle", { cx: x, cy: y, r: RADIUS, fill: color })
    : svg("polygon", { points: corners.join(" "), fill: color });
  const label = svg("text", {
    x, y: y + RADIUS + 16, "text-anchor": "middle", "font-family": FONT, "font-size": 12, fill: token("ink"),
    stroke: token("canvas"), "stroke-width": 3, "paint-order": "stroke",
  }, node.label);
  return svg("g", {}, svg("title", {}, `${node.type}: ${node.label}`), body, label);
}
