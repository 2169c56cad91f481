/** What the reader can do: each action asks the server, makes a new view, and says what happened. */

import * as api from "./api";
import type { Canvas, Selection } from "./canvas";
import { FOLD, foldable, type Fold, foldLabel, foldsOf } from "./folds";
import { placeNew } from "./layout";
import { learnOutlets } from "./outlets";
import { isEvent } from "./palette";
import { around, ROLES } from "./roles";
import type { RelationCount, Thing } from "./shapes";
import {
  EMPTY, type Expansion, expansionKey, shownNodes, Timeline, type View, without, withExpansion, withPin, withPlaces, withThings, withTypeShown,
} from "./view";
import { nearest } from "./walk";
import { plural, words } from "./words";

export const STEP = 25;
/** More than this on screen nobody reads. */
export const MOST_NODES = 300;

type Way = Pick<RelationCount, "property" | "direction">;

interface Voice {
  say(text: string): void;
  fail(error: unknown): void;
}

export class Explorer {
  readonly timeline = new Timeline();
  readonly #canvas: Canvas;
  readonly #voice: Voice;
  readonly #relations = new Map<string, Promise<RelationCount[]>>();
  #selection: Selection = null;
  readonly #selected: ((selection: Selection) => void)[] = [];

  constructor(canvas: Canvas, voice: Voice) {
    this.#canvas = canvas;
    this.#voice = voice;
    this.timeline.listen((view) => {
      canvas.show(view);
      if (this.#selection && !this.#has(view, this.#selection)) this.select(null);
      else if (this.#selection) canvas.select(this.#selection);
    });
  }

  get view(): View {
    return this.timeline.current;
  }

  get selection(): Selection {
    return this.#selection;
  }

  #has(view: View, { kind, id }: NonNullable<Selection>): boolean {
    if (kind === "fold") return this.#fold(view, id) !== undefined;
    return kind === "node" ? view.nodes.has(id) : view.edges.has(id);
  }

  #fold(view: View, key: string): Fold | undefined {
    return foldsOf(view).find((fold) => fold.key === key);
  }

  whenSelected(listener: (selection: Selection) => void): void {
    this.#selected.push(listener);
  }

  select(selection: Selection): void {
    this.#selection = selection;
    this.#canvas.select(selection);
    for (const listener of this.#selected) listener(selection);
  }

  /** Puts a found thing on the canvas and selects it. */
  add(thing: Thing): void {
    if (!this.view.nodes.has(thing.id)) {
      this.#commit(withThings(this.view, [thing], []), null);
      this.#voice.say(`Added ${thing.label}.`);
    }
    this.select({ kind: "node", id: thing.id });
    this.#canvas.reveal(thing.id);
  }

  /** Puts things and the statements between them on the canvas, beside what is there. */
  async bring(things: Thing[]): Promise<void> {
    await this.#guarded(async () => {
      const room = MOST_NODES - this.view.nodes.size;
      const fresh = things.filter(({ id }) => !this.view.nodes.has(id)).slice(0, Math.max(0, room));
      if (fresh.length === 0 && things.length > 0 && room <= 0) return this.#full();
      const size = this.view.nodes.size;
      const { edges } = await api.subgraph([...this.view.nodes.values(), ...fresh].map(({ iri }) => iri));
      this.#commit({ ...withThings(this.view, fresh, edges), joined: true }, null);
      const [first] = things;
      if (first && things.length === 1) this.select({ kind: "node", id: first.id });
      this.#tell(this.view.nodes.size - size, []);
      this.#canvas.fitSoon();
    });
  }

  /** A view from an address; what has no place of its own gets one. */
  restore(view: View): void {
    const spots = new Set([...view.places.values()].map(({ x, y }) => `${x} ${y}`));
    const piled = view.nodes.size > 1 && spots.size < view.nodes.size;
    const clean = piled ? { ...view, places: new Map() } : view;
    this.timeline.commit(withPlaces(clean, placeNew(clean, null)));
    if (view.outlet !== null) void this.#learn();
  }

  relations(id: string): Promise<RelationCount[]> {
    const known = this.#relations.get(id) ?? api.relations(id);
    this.#relations.set(id, known);
    known.catch(() => this.#relations.delete(id));
    return known;
  }

  /** The next neighbours of one relation, most reported first. */
  async expand(id: string, relation: Way): Promise<void> {
    await this.#guarded(() => this.#expand(id, [relation]));
  }

  /** Everything around a node if that is little; otherwise the reader is asked to choose a relation. */
  async open(id: string): Promise<void> {
    if (id.startsWith(FOLD)) return this.unfold(id.slice(FOLD.length));
    const thing = this.view.nodes.get(id);
    if (!thing) return;
    this.select({ kind: "node", id });
    if (isEvent(thing)) return this.openEvent(id);
    await this.#guarded(async () => {
      const counts = await this.relations(id);
      const waiting = counts.filter((one) => !this.view.expansions.has(expansionKey(id, one.property, one.direction)));
      const sum = waiting.reduce((total, { count }) => total + count, 0);
      if (waiting.length === 0) return this.#voice.say("Everything is already on screen.");
      if (sum <= STEP) return this.#expand(id, waiting);
      this.#voice.say(`${plural(sum, "connection")}: choose a relation in the panel.`);
      document.querySelector<HTMLElement>("#details .relation")?.focus();
    });
  }

  async openEvent(id: string): Promise<void> {
    await this.#guarded(async () => {
      const card = await api.event(id);
      const size = this.view.nodes.size;
      const { nodes, edges } = around(card);
      if (size + nodes.length > MOST_NODES) return this.#full();
      const total = edges.length;
      const opened = { id, property: ROLES, direction: "out", loaded: total, total, next: null } as const;
      this.#commit(withExpansion(withThings(this.view, nodes, edges), opened), id);
      this.#tell(this.view.nodes.size - size, []);
    });
  }

  hide(id: string): void {
    const label = this.view.nodes.get(id)?.label;
    if (label === undefined) return;
    this.timeline.commit(without(this.view, (other) => other === id));
    this.#voice.say(`Hid ${label}.`);
  }

  hideOthers(id: string): void {
    const near = new Set([id]);
    for (const { source, target } of this.view.edges.values()) {
      if (source === id) near.add(target);
      if (target === id) near.add(source);
    }
    this.timeline.commit(without(this.view, (other) => !near.has(other)));
    this.#voice.say(`Kept ${plural(near.size, "node")}.`);
  }

  move(id: string, to: { x: number; y: number }): void {
    this.timeline.commit(withPin(withPlaces(this.view, [[id, { x: Math.round(to.x), y: Math.round(to.y) }]]), id, true));
  }

  /** A pinned node keeps its place when all others are arranged anew. */
  pin(id: string, pinned: boolean): void {
    const label = this.view.nodes.get(id)?.label;
    if (label === undefined) return;
    this.timeline.commit(withPin(this.view, id, pinned));
    this.#voice.say(pinned ? `Pinned ${label}: it stays when the rest is arranged anew.` : `${label} is no longer pinned.`);
  }

  /** New places for everything that is not pinned; the one action that moves what stands. */
  arrange(): void {
    const { view } = this;
    const places = new Map([...view.places].filter(([id]) => view.pins.has(id)));
    const bare = { ...view, places };
    this.timeline.commit(withPlaces(bare, placeNew(bare, null)));
    this.#canvas.fit();
    this.#voice.say(view.pins.size ? `Arranged anew around ${plural(view.pins.size, "pinned node")}.` : "Arranged anew.");
  }

  /** Folds all equal leaves; where there are none left to fold, opens all folds. */
  fold(): void {
    const groups = foldable(this.view);
    if (groups.length) {
      const folds = new Set([...this.view.folds, ...groups.map(({ key }) => key)]);
      this.timeline.commit({ ...this.view, folds });
      this.#voice.say(`Folded ${groups.map(foldLabel).slice(0, 4).join(", ")}.`);
    } else if (this.view.folds.size) {
      this.timeline.commit({ ...this.view, folds: new Set() });
      this.#voice.say("Opened all folds.");
    } else this.#voice.say("No four leaves are equal: nothing to fold.");
  }

  /** Draws the leaves of a fold one by one again, where they were. */
  unfold(key: string): void {
    const fold = this.#fold(this.view, key);
    const folds = new Set([...this.view.folds].filter((other) => other !== key));
    this.timeline.commit({ ...this.view, folds });
    if (!fold) return;
    this.select({ kind: "node", id: fold.hub.id });
    this.#voice.say(`Opened ${foldLabel(fold)}.`);
  }

  /** Shows only lines that are at least so sure. */
  showSure(leastSure: number): void {
    this.timeline.commit({ ...this.view, leastSure });
    this.#voice.say(`${plural(shownNodes(this.view).length, "node")} shown.`);
  }

  /** Shows only lines that this outlet reports; all of them for null. */
  async showOutlet(outlet: string | null): Promise<void> {
    await this.#guarded(async () => {
      if (outlet !== null) await learnOutlets(this.view);
      this.timeline.commit({ ...this.view, outlet });
      this.#voice.say(`${plural(shownNodes(this.view).length, "node")} shown.`);
    });
  }

  showType(type: string, shown: boolean): void {
    this.timeline.commit(withTypeShown(this.view, type, shown));
    this.#voice.say(`${plural(shownNodes(this.view).length, "node")} shown.`);
  }

  clear(): void {
    this.timeline.commit(EMPTY);
  }

  /** Selects what lies nearest in this direction from the selected node. */
  step(dx: number, dy: number): void {
    const at = this.#selection;
    const from = at?.kind === "node" ? at.id : at?.kind === "fold" ? FOLD + at.id : null;
    const best = nearest(this.view, from, dx, dy);
    if (!best) return;
    this.select(best.id.startsWith(FOLD) ? { kind: "fold", id: best.id.slice(FOLD.length) } : { kind: "node", id: best.id });
    this.#canvas.reveal(best.id);
    this.#voice.say(best.label);
  }

  /** Asks for all relations at once and shows the answers as one step, in the order asked. */
  async #expand(id: string, relations: Way[]): Promise<void> {
    const limit = Math.min(STEP, MOST_NODES - this.view.nodes.size);
    if (limit <= 0) return this.#full();
    const known = (way: Way): Expansion | undefined =>
      this.view.expansions.get(expansionKey(id, way.property, way.direction));
    const open = relations.filter((way) => known(way)?.next !== null);
    const answers = await Promise.all(open.map(async ({ property, direction }) => {
      const before = known({ property, direction });
      const found = await api.neighbors(id, { property, direction, limit, cursor: before?.next ?? null });
      const loaded = (before?.loaded ?? 0) + found.edges.length;
      const expansion: Expansion = { id, property, direction, loaded, total: found.total.value, next: found.next };
      return { ...found, expansion };
    }));
    const next = answers.reduce((view, found) =>
      withExpansion(withThings(view, found.nodes, found.edges), found.expansion), this.view);
    const added = next.nodes.size - this.view.nodes.size;
    this.#commit(next, id);
    const partial = answers.filter(({ next: cursor }) => cursor !== null).map(({ expansion }) => expansion);
    this.#tell(added, partial.map(({ property, loaded, total }) => `${words(property)} ${loaded} of ${total}`));
  }

  #commit(next: View, anchor: string | null): void {
    this.timeline.commit(withPlaces(next, placeNew(next, anchor)));
    if (next.outlet !== null) void this.#learn();
    this.#canvas.showAdded(anchor);
  }

  /** What came new is filtered by outlet as soon as it is known who reports it. */
  async #learn(): Promise<void> {
    await this.#guarded(async () => {
      if (await learnOutlets(this.view)) this.timeline.amend({ ...this.view });
    });
  }

  #tell(added: number, partial: string[]): void {
    const rest = partial.length ? ` (${partial.join(", ")})` : "";
    this.#voice.say(added || rest ? `Added ${plural(added, "node")}${rest}.` : "Nothing new to show.");
  }

  #full(): void {
    this.#voice.say(`${MOST_NODES} nodes are on screen, more nobody reads. Hide some first, or filter by type.`);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    document.body.classList.add("busy");
    try {
      await work();
    } catch (error) {
      this.#voice.fail(error);
    } finally {
      document.body.classList.remove("busy");
    }
  }
}
