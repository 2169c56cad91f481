/** What is on screen, as one immutable value with a history: every change is a new view, so undo is exact. */

import { isEvent } from "./palette";
import type { Direction, Edge, Thing } from "./shapes";

export interface Point {
  x: number;
  y: number;
}

/** A relation of a node that was opened, and how many of its neighbours were asked for. */
export interface Expansion {
  id: string;
  property: string;
  direction: Direction;
  loaded: number;
  total: number;
  next: string | null;
}

export interface View {
  nodes: ReadonlyMap<string, Thing>;
  edges: ReadonlyMap<string, Edge>;
  /** Once placed, only the reader's own hand moves a node. */
  places: ReadonlyMap<string, Point>;
  expansions: ReadonlyMap<string, Expansion>;
  hiddenTypes: ReadonlySet<string>;
  /** Nodes that the reader put where they are: arranging anew leaves them there. */
  pins: ReadonlySet<string>;
  /** Equal leaves that are drawn as one node, by `foldKey`. */
  folds: ReadonlySet<string>;
  /** Lines below this confidence are not shown. */
  leastSure: number;
  /** Only lines that this outlet reports are shown. */
  outlet: string | null;
  /** Whether all statements between the nodes were asked for, not only those of opened relations. */
  joined: boolean;
}

export const EMPTY: View = {
  nodes: new Map(),
  edges: new Map(),
  places: new Map(),
  expansions: new Map(),
  hiddenTypes: new Set(),
  pins: new Set(),
  folds: new Set(),
  leastSure: 0,
  outlet: null,
  joined: false,
};

/** One line per relation between two nodes, however many statements say so. */
export const edgeKey = ({ source, property, target }: Edge): string => `${source}~${property}~${target}`;

export const expansionKey = (id: string, property: string, direction: Direction): string =>
  `${id}~${property}~${direction}`;

export function withThings(view: View, nodes: Iterable<Thing>, edges: Iterable<Edge>): View {
  const allNodes = new Map(view.nodes);
  for (const node of nodes) if (!allNodes.has(node.id)) allNodes.set(node.id, node);
  const allEdges = new Map(view.edges);
  for (const edge of edges) {
    if (allNodes.has(edge.source) && allNodes.has(edge.target)) allEdges.set(edgeKey(edge), edge);
  }
  return { ...view, nodes: allNodes, edges: allEdges };
}

export function withExpansion(view: View, expansion: Expansion): View {
  const key = expansionKey(expansion.id, expansion.property, expansion.direction);
  return { ...view, expansions: new Map(view.expansions).set(key, expansion) };
}

export function withPlaces(view: View, places: Iterable<[string, Point]>): View {
  return { ...view, places: new Map([...view.places, ...places]) };
}

/** Without the nodes for which `gone` holds, their edges, and the record of what they had opened. */
export function without(view: View, gone: (id: string) => boolean): View {
  const nodes = new Map([...view.nodes].filter(([id]) => !gone(id)));
  return {
    ...view,
    nodes,
    edges: new Map([...view.edges].filter(([, edge]) => nodes.has(edge.source) && nodes.has(edge.target))),
    places: new Map([...view.places].filter(([id]) => nodes.has(id))),
    pins: new Set([...view.pins].filter((id) => nodes.has(id))),
    expansions: new Map([...view.expansions].filter(([, { id }]) => nodes.has(id))),
  };
}

export function withTypeShown(view: View, type: string, shown: boolean): View {
  const hiddenTypes = new Set(view.hiddenTypes);
  if (shown) hiddenTypes.delete(type);
  else hiddenTypes.add(type);
  return { ...view, hiddenTypes };
}

export function withPin(view: View, id: string, pinned: boolean): View {
  const pins = new Set(view.pins);
  if (pinned) pins.add(id);
  else pins.delete(id);
  return { ...view, pins };
}

/** Types are filtered by their name; an event class and an entity type of one name stay apart. */
export const typeKey = (thing: Thing): string => (isEvent(thing) ? `event:${thing.type}` : thing.type);

interface Shown {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

const known = new WeakMap<View, Shown>();

/** What the filters leave: lines first, then the nodes, without those that lost all of their lines to a filter of lines. */
function shown(view: View): Shown {
  const before = known.get(view);
  if (before) return before;
  const ofType = new Set([...view.nodes.values()].filter((node) => !view.hiddenTypes.has(typeKey(node))).map(({ id }) => id));
  const edges = new Set<string>();
  const [had, has] = [new Set<string>(), new Set<string>()];
  for (const [key, edge] of view.edges) {
    had.add(edge.source).add(edge.target);
    if (!ofType.has(edge.source) || !ofType.has(edge.target) || !suits(view, key, edge)) continue;
    edges.add(key);
    has.add(edge.source).add(edge.target);
  }
  const filtering = view.leastSure > 0 || view.outlet !== null;
  const nodes = filtering ? new Set([...ofType].filter((id) => has.has(id) || !had.has(id))) : ofType;
  const found = { nodes, edges };
  known.set(view, found);
  return found;
}

/** A line of which the outlets are not known yet is shown. */
const suits = (view: View, key: string, edge: Edge): boolean =>
  (edge.confidence ?? 1) >= view.leastSure &&
  (view.outlet === null || (outletsOf.get(key)?.has(view.outlet) ?? true));

/** Which outlets report a line, as far as it was asked for. */
export const outletsOf = new Map<string, ReadonlySet<string>>();

export const isShown = (view: View, id: string): boolean => shown(view).nodes.has(id);
export const isEdgeShown = (view: View, key: string): boolean => shown(view).edges.has(key);

export const shownNodes = (view: View): Thing[] => [...view.nodes.values()].filter(({ id }) => isShown(view, id));

export const shownEdges = (view: View): Edge[] =>
  [...view.edges].filter(([key]) => isEdgeShown(view, key)).map(([, edge]) => edge);

type Listener = (view: View) => void;

/** The current view, those before it and those undone. */
export class Timeline {
  #current = EMPTY;
  #past: View[] = [];
  #future: View[] = [];
  readonly #listeners: Listener[] = [];

  get current(): View {
    return this.#current;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  commit(next: View): void {
    if (next === this.#current) return;
    this.#past.push(this.#current);
    this.#future = [];
    this.#show(next);
  }

  /** Completes the current view (positions found by the layout) without a step of its own. */
  amend(next: View): void {
    this.#show(next);
  }

  undo(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.#current);
    this.#show(before);
  }

  redo(): void {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.#current);
    this.#show(after);
  }

  #show(view: View): void {
    this.#current = view;
    for (const listener of this.#listeners) listener(view);
  }
}
