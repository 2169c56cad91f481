/** The panel of whatever is selected: an entity, an event, or the line between two. */

import * as api from "../api";
import { byId, h, outsideLink } from "../dom";
import type { Explorer } from "../explorer";
import { icon, isEvent } from "../palette";
import type { Entity, RelationCount, Thing } from "../shapes";
import { factuality, percent, plural, title, words } from "../words";
import { evidenceCard, nameOf } from "./evidence";
import { eventBody } from "./event";
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
    explorer.timeline.listen(() => this.#refreshRelations());
  }

  focus(): void {
    byId("details-heading").focus();
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
      const content = !thing ? await this.#edge(selection.id)
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
        button("Only this", "Shift+H", () => this.#explorer.hideOthers(id))),
    ];
  }

  async #entity(thing: Thing): Promise<Node[]> {
    const statements = new StatementList(thing, (other) => this.#explorer.add(other), (id) => this.#addId(id));
    const [entity, counts] = await Promise.all([api.entity(thing.id), this.#explorer.relations(thing.id), statements.more()]);
    this.#relations = { id: thing.id, counts };
    return [
      ...this.#head(entity, [aliases(entity), entity.description ? h("p", {}, entity.description) : null, links(entity)]),
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
    const evidence = edge.id ? (await api.evidence(edge.id)).items : (await api.event(source.id)).evidence;
    const open = (thing: Thing): void => this.#explorer.select({ kind: "node", id: thing.id });
    const doubts = [edge.factuality ? factuality(edge.factuality) : "", percent(edge.confidence)].filter(Boolean);
    return [
      closeButton(() => this.#explorer.select(null)),
      h("p", { class: "kind" }, "Statement"),
      h("h1", { id: "details-heading", tabindex: -1 },
        nameOf(source, open), h("span", { class: "predicate" }, ` ${words(edge.property)} `), nameOf(target, open)),
      h("p", { class: "hint" }, doubts.join(" · ")),
      h("h2", {}, plural(evidence.length, "sentence says so", "sentences say so")),
      ...evidence.map((one) => evidenceCard(one, { subject: source.iri, object: target.iri }, (id) => this.#addId(id))),
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
