/** The panel of whatever is selected: an entity, an event, or the line between two. */

import * as api from "../api";
import { byId, h, outsideLink } from "../dom";
import { describe } from "../described";
import type { Explorer } from "../explorer";
import { foldLabel, foldsOf } from "../folds";
import { icon, isEvent } from "../palette";
import type { Entity, Evidence, RelationCount, Thing } from "../shapes";
import { factuality, percent, plural, title, words } from "../words";
import { addressOf } from "../router";
import { evidenceCard, nameOf } from "./evidence";
import { eventBody } from "./event";
import { independent } from "./outlets";
import { relationList } from "./relations";
import { StatementList } from "./statements";

export class Details {
  readonly #host = byId("details");
  readonly #explorer: Explorer;
  /** Counts up with every selection, so that a late answer to an earlier one is dropped. */
  #turn = 0;
  #relations: { id: string; counts: RelationCount[] } | null = null;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
    explorer.whenSelected(() => void this.#show());
    explorer.timeline.listen((view) => {
      this.#refreshRelations();
      const { selection } = explorer;
      if (selection?.kind === "node") this.#host.querySelector(".pin")?.setAttribute("aria-pressed", String(view.pins.has(selection.id)));
    });
  }

  focus(): void {
    byId("details-heading").focus();
  }

  /** The page of what is selected. */
  openPage(): void {
    this.#host.querySelector<HTMLAnchorElement>(".actions a")?.click();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const { selection, view } = this.#explorer;
    this.#relations = null;
    this.#host.hidden = selection === null;
    document.body.classList.toggle("detailed", selection !== null);
    if (!selection) return this.#host.replaceChildren();
    this.#host.scrollTop = 0;
    const thing = selection.kind === "node" ? view.nodes.get(selection.id) : undefined;
    this.#host.replaceChildren(...(thing ? this.#head(thing) : []), h("p", { class: "hint loading" }, "Loading…"));
    try {
      const content = selection.kind === "fold" ? this.#folded(selection.id) : !thing ? await this.#edge(selection.id)
        : isEvent(thing) ? await this.#event(thing) : await this.#entity(thing);
      if (turn === this.#turn) this.#host.replaceChildren(...content);
    } catch (error) {
      if (turn === this.#turn) this.#host.replaceChildren(...(thing ? this.#head(thing) : []), this.#failure(error));
    }
  }

  #head(thing: Thing, more: (Node | null)[] = []): Node[] {
    const { id } = thing;
    const button = (text: string, key: string, act: () => void): Node =>
      h("button", { type: "button", title: `Key: ${key}`, onclick: act }, text);
    return [
      closeButton(() => this.#explorer.select(null)),
      h("p", { class: "kind" }, icon(thing), title(thing.type)),
      h("h1", { id: "details-heading", tabindex: -1, dir: "auto" }, thing.label),
      ...more.filter((node) => node !== null),
      h("div", { class: "actions" },
        button("Expand", "Enter", () => void this.#explorer.open(id)),
        button("Hide", "H", () => this.#explorer.hide(id)),
        button("Only this", "Shift+H", () => this.#explorer.hideOthers(id)),
        this.#pinButton(id),
        h("a", { class: "button", href: addressOf(isEvent(thing) ? "event" : "entity", id), title: "Key: O" }, isEvent(thing) ? "The story" : "Its page")),
    ];
  }

  #pinButton(id: string): HTMLElement {
    const pinned = (): boolean => this.#explorer.view.pins.has(id);
    const button = h("button", { type: "button", class: "pin", title: "Key: P. A pinned node stays when the rest is arranged anew.", "aria-pressed": String(pinned()) }, "Pin");
    button.addEventListener("click", () => this.#explorer.pin(id, !pinned()));
    return button;
  }

  /** The leaves of a fold, one by one. */
  #folded(key: string): Node[] {
    const fold = foldsOf(this.#explorer.view).find((one) => one.key === key);
    if (!fold) return [h("p", { class: "hint" }, "This fold is open.")];
    const { hub, property, direction, members } = fold;
    const open = (thing: Thing): void => {
      if (members.includes(thing)) this.#explorer.unfold(key);
      this.#explorer.select({ kind: "node", id: thing.id });
    };
    const relation = h("span", { class: "predicate" }, ` ${words(property)} `);
    const lead = direction === "in" ? [`${foldLabel(fold)} `, relation, nameOf(hub, open)] : [nameOf(hub, open), relation, foldLabel(fold)];
    return [
      closeButton(() => this.#explorer.select(null)),
      h("p", { class: "kind" }, "Equal leaves, folded"),
      h("h1", { id: "details-heading", tabindex: -1 }, ...lead),
      h("div", { class: "actions" }, h("button", { type: "button", title: "Key: Enter", onclick: () => this.#explorer.unfold(key) }, "Open the fold")),
      h("ul", { class: "rows" }, ...members.map((thing) => h("li", {}, nameOf(thing, open)))),
    ];
  }

  async #entity(thing: Thing): Promise<Node[]> {
    const statements = new StatementList(thing, (other) => this.#explorer.add(other), (id) => this.#addId(id));
    const [entity, counts] = await Promise.all([api.entity(thing.id), this.#explorer.relations(thing.id), statements.more()]);
    this.#relations = { id: thing.id, counts };
    const described = describe(entity);
    return [
      ...this.#head(entity, [aliases(entity), described ? h("p", { dir: "auto" }, described) : null, links(entity)]),
      this.#relationList(thing.id, counts),
      statements.element,
    ];
  }

  async #event(thing: Thing): Promise<Node[]> {
    const card = await api.event(thing.id);
    const ways = { open: (other: Thing) => this.#explorer.add(other), openId: (id: string) => this.#addId(id) };
    return [...this.#head(card), ...eventBody(card, ways)];
  }

  async #edge(key: string): Promise<Node[]> {
    const { view } = this.#explorer;
    const edge = view.edges.get(key);
    const [source, target] = [view.nodes.get(edge?.source ?? ""), view.nodes.get(edge?.target ?? "")];
    if (!edge || !source || !target) return [h("p", { class: "hint" }, "This line is no longer on screen.")];
    const found = edge.id ? await api.evidence(edge.id) : { items: (await api.event(source.id)).evidence };
    const evidence = found.items;
    const open = (thing: Thing): void => this.#explorer.select({ kind: "node", id: thing.id });
    const doubts = [edge.factuality ? factuality(edge.factuality) : "", percent(edge.confidence)].filter(Boolean);
    return [
      closeButton(() => this.#explorer.select(null)),
      h("p", { class: "kind" }, "Statement"),
      h("h1", { id: "details-heading", tabindex: -1 },
        nameOf(source, open), h("span", { class: "predicate" }, ` ${words(edge.property)} `), nameOf(target, open)),
      h("p", { class: "hint" }, doubts.join(" · ")),
      h("h2", {}, plural(evidence.length, "sentence says so", "sentences say so")),
      independent(evidence, "sources" in found ? found.sources : null),
      ...sides(evidence, (one) => evidenceCard(one, { subject: source.iri, object: target.iri }, (id) => this.#addId(id))),
    ];
  }

  #relationList(id: string, counts: RelationCount[]): HTMLElement {
    return relationList(id, counts, this.#explorer.view, (relation) => void this.#explorer.expand(id, relation));
  }

  /** After an expansion the counts read "25 of 312"; the keyboard stays where it was. */
  #refreshRelations(): void {
    const old = this.#host.querySelector(".relations");
    if (!this.#relations || !old) return;
    const focused = [...old.querySelectorAll("button")].findIndex((button) => button === document.activeElement);
    const fresh = this.#relationList(this.#relations.id, this.#relations.counts);
    old.replaceWith(fresh);
    if (focused >= 0) fresh.querySelectorAll("button")[focused]?.focus();
  }

  #addId(id: string): void {
    const known = this.#explorer.view.nodes.get(id);
    if (known) this.#explorer.add(known);
    else api.entity(id).then((found) => this.#explorer.add(found), (error: unknown) => this.#host.prepend(this.#failure(error)));
  }

  #failure(error: unknown): HTMLElement {
    const heading = error instanceof api.Problem ? error.heading : "Something went wrong";
    return h("div", { class: "problem", role: "alert" },
      h("strong", {}, heading), h("p", {}, error instanceof Error ? error.message : String(error)),
      h("button", { type: "button", onclick: () => void this.#show() }, "Try again"));
  }
}

/** Where reports disagree, those that say so and those that do not stand apart under headings of their own. */
function sides(evidence: Evidence[], card: (one: Evidence) => HTMLElement): HTMLElement[] {
  const denying = evidence.filter(({ factuality: status }) => status === "denied");
  const saying = evidence.filter(({ factuality: status }) => status !== "denied");
  if (!denying.length || !saying.length) return evidence.map(card);
  return [h("div", { class: "sides" },
    h("section", {}, h("h3", {}, `${plural(saying.length, "sentence")} for it`), ...saying.map(card)),
    h("section", {}, h("h3", {}, `${plural(denying.length, "sentence")} against it`), ...denying.map(card)))];
}

const closeButton = (act: () => void): Node =>
  h("button", { type: "button", class: "close", "aria-label": "Close the panel", title: "Key: Esc", onclick: act }, "✕");

function aliases({ aliases: names = [], label }: Entity): Node | null {
  const others = names.filter((name) => name !== label);
  return others.length ? h("p", { class: "aliases", dir: "auto" }, `also: ${others.slice(0, 8).join(" · ")}`) : null;
}

function links({ same_as: addresses = [], article_count: articles }: Entity): Node | null {
  const sites = addresses.map((address) => outsideLink(address, siteOf(address)));
  const parts: (Node | string)[] = [...(articles ? [plural(articles, "article")] : []), ...sites];
  if (parts.length === 0) return null;
  return h("p", { class: "hint" }, ...parts.flatMap((part, index) => (index ? [" · ", part] : [part])));
}

function siteOf(address: string): string {
  try {
    return new URL(address).hostname.replace(/^(www|sws)\./, "");
  } catch {
    return address;
  }
}
