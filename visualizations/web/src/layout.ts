/**
 * Finds places for nodes that have none. Nodes already placed are fixed constraints of the layout (fCoSE: Balci and
 * Dogrusoz, "fCoSE: A Fast Compound Graph Layout Algorithm with Constraint Support", IEEE TVCG 2022), so nothing moves
 * when something is added. It runs on a graph of its own, away from what is drawn.
 */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Point, View } from "./view";

cytoscape.use(fcose);

/** Free room around a node and its label, in the units of the canvas. */
const ROOM = { x: 128, y: 90 };
const RING = 130;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export function placeNew(view: View, anchor: string | null): [string, Point][] {
  const fresh = [...view.nodes.keys()].filter((id) => !view.places.has(id));
  if (fresh.length === 0) return [];
  const start = firstGuess(view, fresh, anchor);
  const found = fresh.length === 1 && view.places.size === 0 ? start : arrange(view, start);
  return separate(view, fresh, found);
}

/** Each new node in the emptiest direction around the node it was opened from, or right of everything. */
function firstGuess(view: View, fresh: string[], anchor: string | null): Map<string, Point> {
  const center = (anchor !== null && view.places.get(anchor)) || besideAll(view);
  const taken = [...view.places.values()];
  return new Map(
    fresh.map((id) => {
      const spot = taken.length === 0 ? center : emptiest(center, taken);
      taken.push(spot);
      return [id, spot];
    }),
  );
}

function emptiest(center: Point, taken: Point[]): Point {
  let best = { spot: center, score: -Infinity };
  for (let step = 0; step < 96; step += 1) {
    const radius = RING * (1 + Math.floor(step / 24) * 0.75);
    const angle = (step * Math.PI) / 12 - Math.PI / 2;
    const spot = { x: center.x + radius * 1.15 * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
    const nearest = Math.min(...taken.map(({ x, y }) => Math.hypot(x - spot.x, y - spot.y)));
    const score = Math.min(nearest, 1.1 * RING) - 0.4 * radius;
    if (score > best.score + 1e-6) best = { spot, score };
  }
  return best.spot;
}

function besideAll(view: View): Point {
  const places = [...view.places.values()];
  if (places.length === 0) return { x: 0, y: 0 };
  const middle = places.reduce((sum, { y }) => sum + y, 0) / places.length;
  return { x: Math.max(...places.map(({ x }) => x)) + 2 * ROOM.x, y: middle };
}

function arrange(view: View, start: Map<string, Point>): Map<string, Point> {
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    layout: { name: "preset" }, // or the constructor would arrange everything in a grid
    style: [{ selector: "node", style: { width: ROOM.x * 0.8, height: ROOM.y * 0.8 } }],
    elements: [
      ...[...view.nodes.keys()].map((id) => ({
        data: { id },
        position: { ...(view.places.get(id) ?? start.get(id) ?? { x: 0, y: 0 }) },
      })),
      ...[...view.edges].map(([id, { source, target }]) => ({ data: { id: `edge ${id}`, source, target } })),
    ],
  });
  const options = {
    name: "fcose",
    quality: "default",
    animate: false,
    randomize: false,
    fit: false,
    packComponents: false,
    tile: false,
    nodeRepulsion: () => 5500,
    idealEdgeLength: () => 70,
    numIter: 1500,
    fixedNodeConstraint: [...view.places].map(([nodeId, position]) => ({ nodeId, position: { ...position } })),
  };
  graph.layout(options as cytoscape.LayoutOptions).run();
  const found = new Map([...start.keys()].map((id) => [id, { ...graph.getElementById(id).position() }]));
  graph.destroy();
  return found;
}

/** Moves each new node that would cover another, or its label, outward to the nearest free spot. */
function separate(view: View, fresh: string[], found: Map<string, Point>): [string, Point][] {
  const taken = [...view.places.values()];
  return fresh.map((id) => {
    const wish = found.get(id) ?? { x: 0, y: 0 };
    let spot = wish;
    for (let step = 1; step < 400 && taken.some((other) => covers(spot, other)); step += 1) {
      const radius = 14 * Math.sqrt(step);
      const angle = step * GOLDEN_ANGLE;
      spot = { x: wish.x + radius * Math.cos(angle), y: wish.y + radius * Math.sin(angle) };
    }
    spot = { x: Math.round(spot.x), y: Math.round(spot.y) };
    taken.push(spot);
    return [id, spot];
  });
}

const covers = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) < ROOM.x && Math.abs(a.y - b.y) < ROOM.y;
