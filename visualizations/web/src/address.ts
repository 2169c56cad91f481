/** The view in the address bar: what is on screen and where, so that a link shows the same to others. */

import * as api from "./api";
import type { Selection } from "./canvas";
import { STEP } from "./explorer";
import { isEvent } from "./palette";
import { around, ROLES } from "./roles";
import type { Direction, Edge, Neighbors, Thing } from "./shapes";
import { EMPTY, type Expansion, expansionKey, type Point, type View, without, withThings } from "./view";

const AT_ONCE = 6;

export interface Remembered {
  places: Map<string, Point>;
  events: Set<string>;
  pins: Set<string>;
  folds: Set<string>;
  leastSure: number;
  outlet: string | null;
  expansions: Expansion[];
  hiddenTypes: Set<string>;
  selection: Selection;
  joined: boolean;
}

/**
 * `n` nodes as id~x~y, `x` opened relations as id~property~direction~loaded, `t` hidden types, `s` the selection, `j` for
 * all statements between the nodes, `c` folded leaves, `f` the least confidence shown, `o` the only outlet shown.
 */
export function toHash(view: View, selection: Selection): string {
  const nodes = [...view.nodes.values()].map((thing) => {
    const { x, y } = view.places.get(thing.id) ?? { x: 0, y: 0 };
    const marks = (isEvent(thing) ? "v" : "") + (view.pins.has(thing.id) ? "p" : "");
    return pack([thing.id, String(x), String(y), ...(marks ? [marks] : [])]);
  });
  if (nodes.length === 0) return "";
  const opened = [...view.expansions.values()].map((one) =>
    pack([one.id, one.property, one.direction, String(one.loaded)]),
  );
  const parts = [`n=${nodes.join(",")}`];
  if (opened.length) parts.push(`x=${opened.join(",")}`);
  if (view.joined) parts.push("j=1");
  if (view.folds.size) parts.push(`c=${[...view.folds].map(encode).join(",")}`);
  if (view.leastSure) parts.push(`f=${view.leastSure}`);
  if (view.outlet) parts.push(`o=${encode(view.outlet)}`);
  if (view.hiddenTypes.size) parts.push(`t=${[...view.hiddenTypes].map(encode).join(",")}`);
  if (selection) parts.push(`s=${selection.kind}:${encode(selection.id)}`);
  return `#${parts.join("&")}`;
}

export function fromHash(hash: string): Remembered | null {
  const parts = new Map(hash.replace(/^#/, "").split("&").map((part) => [part.slice(0, 1), part.slice(2)]));
  const nodes = list(parts.get("n")).map(unpack);
  if (nodes.length === 0) return null;
  const [kind, id] = (parts.get("s") ?? "").split(/:(.*)/s);
  return {
    places: new Map(nodes.map(([node = "", x, y]) => [node, { x: Number(x) || 0, y: Number(y) || 0 }])),
    events: new Set(nodes.filter(([, , , marks]) => marks?.includes("v")).map(([node = ""]) => node)),
    pins: new Set(nodes.filter(([, , , marks]) => marks?.includes("p")).map(([node = ""]) => node)),
    folds: new Set(list(parts.get("c")).map(decode)),
    leastSure: Math.min(1, Math.max(0, Number(parts.get("f")) || 0)),
    outlet: parts.has("o") ? decode(parts.get("o") ?? "") || null : null,
    expansions: list(parts.get("x")).map(unpack).map(([node = "", property = "", way, loaded]) => ({
      id: node, property, direction: (way === "in" ? "in" : "out") as Direction,
      loaded: Number(loaded) || STEP, total: 0, next: null,
    })),
    hiddenTypes: new Set(list(parts.get("t")).map(decode)),
    joined: parts.get("j") === "1",
    selection: (kind === "node" || kind === "edge" || kind === "fold") && id ? { kind, id: decode(id) } : null,
  };
}

/** Asks the server for the remembered things; those it no longer has are left out and counted. */
export async function recall(memory: Remembered): Promise<{ view: View; lost: number }> {
  const nodes = new Map<string, Thing>();
  const expansions = new Map<string, Expansion>();
  const edges: Edge[] = [];
  const ids = [...memory.places.keys()];
  if (memory.joined) {
    const found = await api.subgraph(ids.map((id) => (memory.events.has(id) ? `event/${id}` : id)));
    for (const node of found.nodes) nodes.set(node.id, node);
    edges.push(...found.edges);
  }
  await inTurns(ids.filter((id) => !nodes.has(id)), async (id) => {
    nodes.set(id, memory.events.has(id) ? await api.event(id) : await api.entity(id));
  });
  await inTurns(memory.expansions, async (wanted) => {
    const found = wanted.property === ROLES ? await rolesOf(wanted) : await neighborsOf(wanted);
    edges.push(...found.edges);
    expansions.set(expansionKey(wanted.id, wanted.property, wanted.direction), found.expansion);
  });
  const inOrder = [...memory.places.keys()].flatMap((id) => nodes.get(id) ?? []);
  const { places, hiddenTypes, joined, pins, folds, leastSure, outlet } = memory;
  const known = { ...EMPTY, places, hiddenTypes, joined, pins, folds, leastSure, outlet, expansions };
  const view = without(withThings(known, inOrder, edges), (id) => !nodes.has(id));
  return { view, lost: memory.places.size - nodes.size };
}

interface Found {
  edges: Edge[];
  expansion: Expansion;
}

async function rolesOf(wanted: Expansion): Promise<Found> {
  const { edges } = around(await api.event(wanted.id));
  return { edges, expansion: { ...wanted, loaded: edges.length, total: edges.length } };
}

async function neighborsOf({ id, property, direction, loaded }: Expansion): Promise<Found> {
  const edges: Edge[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const page: Neighbors = await api.neighbors(id, { property, direction, limit: STEP, cursor });
    edges.push(...page.edges);
    [cursor, total] = [page.next, page.total.value];
  } while (cursor !== null && edges.length < loaded);
  return { edges, expansion: { id, property, direction, loaded: edges.length, total, next: cursor } };
}

/** At most a few requests at a time; what fails with "not found" is skipped. */
async function inTurns<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item).catch((error: unknown) => {
        if (!(error instanceof api.Problem && [404, 410].includes(error.status))) throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const encode = (text: string): string => encodeURIComponent(text).replace(/~/g, "%7E");
const decode = (text: string): string => decodeURIComponent(text);
const pack = (fields: string[]): string => fields.map(encode).join("~");
const unpack = (text: string): string[] => text.split("~").map(decode);
const list = (text: string | undefined): string[] => (text ? text.split(",") : []);
