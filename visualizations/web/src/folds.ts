/** Equal leaves drawn as one: "+12 places" instead of twelve places that only hang on one node by one relation. */

import type { Direction, Edge, Thing } from "./shapes";
import { edgeKey, isEdgeShown, isShown, typeKey, type View } from "./view";
import { count, several } from "./words";

/** Fewer are as easily read one by one. */
export const LEAST = 4;

export interface Fold {
  key: string;
  hub: Thing;
  property: string;
  direction: Direction;
  members: Thing[];
}

const foldKey = (hub: string, edge: Edge, leaf: Thing): string =>
  [hub, edge.property, edge.target === hub ? "in" : "out", typeKey(leaf)].join("~");

/** Every group of leaves that could be drawn as one, by its key: of one type, on one node, by one relation. */
export function groupsOf(view: View): Map<string, Fold> {
  const lines = new Map<string, Edge[]>();
  for (const [key, edge] of view.edges) {
    if (!isEdgeShown(view, key)) continue;
    for (const id of [edge.source, edge.target]) lines.set(id, [...(lines.get(id) ?? []), edge]);
  }
  const groups = new Map<string, Fold>();
  for (const [id, [edge, ...others]] of lines) {
    const leaf = view.nodes.get(id);
    if (!leaf || !edge || others.length || edge.source === edge.target) continue;
    const hub = view.nodes.get(edge.source === id ? edge.target : edge.source);
    if (!hub || lines.get(hub.id)?.length === 1) continue;
    const key = foldKey(hub.id, edge, leaf);
    const group: Fold = groups.get(key) ?? { key, hub, property: edge.property, direction: edge.target === hub.id ? "in" : "out", members: [] };
    group.members.push(leaf);
    groups.set(key, group);
  }
  return groups;
}

/** Groups large enough to be folded that are not. */
export const foldable = (view: View): Fold[] =>
  [...groupsOf(view).values()].filter(({ key, members }) => members.length >= LEAST && !view.folds.has(key));

/** Folded groups as they stand; one whose leaves got lines of their own, or all but one left, is none. */
export const foldsOf = (view: View): Fold[] => {
  if (view.folds.size === 0) return [];
  const groups = groupsOf(view);
  return [...view.folds].flatMap((key) => groups.get(key) ?? []).filter(({ members }) => members.length > 1);
};

export const FOLD = "fold ";

export const foldLabel = ({ members: [first], members }: Fold): string =>
  `+${count(members.length)} ${several(first?.type ?? "node")}`;

const drawings = new WeakMap<View, View>();

/** The view as drawn: each fold is a node of its own, at the place of its first leaf, so that nothing else moves. */
export function folded(view: View): View {
  const before = drawings.get(view);
  if (before) return before;
  const folds = foldsOf(view);
  const drawing = folds.length ? withFolds(view, folds) : view;
  drawings.set(view, drawing);
  return drawing;
}

function withFolds(view: View, folds: Fold[]): View {
  const [nodes, edges, places] = [new Map(view.nodes), new Map(view.edges), new Map(view.places)];
  const inside = new Set(folds.flatMap(({ members }) => members.map(({ id }) => id)));
  for (const id of inside) nodes.delete(id);
  for (const [key, { source, target }] of view.edges) if (inside.has(source) || inside.has(target)) edges.delete(key);
  for (const fold of folds) {
    const [first] = fold.members;
    if (!first) continue;
    const id = FOLD + fold.key;
    nodes.set(id, { id, iri: "", label: foldLabel(fold), type: first.type, ...(first.kind ? { kind: first.kind } : {}) });
    places.set(id, view.places.get(first.id) ?? { x: 0, y: 0 });
    const ends = fold.direction === "in" ? { source: id, target: fold.hub.id } : { source: fold.hub.id, target: id };
    const edge: Edge = { id: "", property: fold.property, ...ends };
    edges.set(edgeKey(edge), edge);
  }
  return { ...view, nodes, edges, places };
}

/** Drawn things that the filters leave, folds among them. */
export const drawnNodes = (view: View): Thing[] => {
  const drawing = folded(view);
  return [...drawing.nodes.values()].filter(({ id }) => isShown(drawing, id));
};
