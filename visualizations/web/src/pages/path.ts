/** How two things are connected: the shortest telling ways, each hop with its evidence. */

import * as api from "../api";
import { h } from "../dom";
import { evidenceCard } from "../panels/evidence";
import { Picker } from "../picker";
import { addressOf, type Opener, type Site } from "../router";
import type { Thing } from "../shapes";
import { plural, words } from "../words";
import { problem, sheet, thingLink } from "./common";

export const open: Opener = async ({ query }, site) => {
  const [from, to] = await Promise.all([thingOf(query.get("from")), thingOf(query.get("to"))]);
  const form = new PathForm(site, from, to, query.get("hubs") === "yes", Number(query.get("hops")) || 4);
  return {
    title: "Paths", content: [form.element],
    keys: [{ press: ["x"], does: "show the first path in Explore", act: () => form.explore(0) }],
    shown: () => form.start(),
  };
};

async function thingOf(id: string | null): Promise<Thing | null> {
  if (!id) return null;
  try {
    return id.startsWith("event/") ? await api.event(id.slice(6)) : await api.entity(id);
  } catch (error) {
    if (api.isAbsent(error)) return null;
    throw error;
  }
}

const keyOf = (thing: Thing): string => (thing.kind === "event" ? `event/${thing.id}` : thing.id);

class PathForm {
  readonly element: HTMLElement;
  readonly #site: Site;
  readonly #from: Picker;
  readonly #to: Picker;
  readonly #hubs: HTMLInputElement;
  readonly #hops: HTMLSelectElement;
  readonly #answer = h("div", { class: "answer", "aria-live": "polite" });
  #asking = new AbortController();
  #ways: api.Way[] = [];

  constructor(site: Site, from: Thing | null, to: Thing | null, hubs: boolean, hops: number) {
    this.#site = site;
    this.#from = new Picker("From", from, () => void this.#find());
    this.#to = new Picker("To", to, () => void this.#find());
    this.#hubs = h("input", { type: "checkbox", checked: hubs, onchange: () => void this.#find() });
    this.#hops = h("select", { "aria-label": "Longest way", onchange: () => void this.#find() },
      ...[2, 3, 4, 5, 6].map((number) => h("option", { value: number, selected: number === hops }, `up to ${number} steps`)));
    const swap = h("button", { type: "button", "aria-label": "Swap both ends", onclick: () => this.#swap() }, "⇄");
    this.element = sheet(
      h("header", { class: "sheet-head" }, h("h1", {}, "How are they connected?"),
        h("p", {}, "The shortest ways from one to the other. From a person by way of an event to another are two steps; each shows the sentence it rests on.")),
      h("form", { class: "path-form", onsubmit: (event) => event.preventDefault() },
        this.#from.element, swap, this.#to.element, this.#hops,
        h("label", { class: "check" }, this.#hubs, " also through what is linked to almost everything")),
      this.#answer);
  }

  start(): void {
    if (this.#from.chosen && this.#to.chosen) void this.#find();
    else (this.#from.chosen ? this.#to : this.#from).focus();
  }

  explore(index: number): void {
    const way = this.#ways[index];
    if (!way) return;
    const things = new Map(way.hops.flatMap(({ source, target }) => [source, target]).map((thing) => [thing.id, thing]));
    void this.#site.explore([...things.values()]);
  }

  #swap(): void {
    const [a, b] = [this.#from.chosen, this.#to.chosen];
    this.#from.set(b);
    this.#to.set(a);
    void this.#find();
  }

  async #find(): Promise<void> {
    const [from, to] = [this.#from.chosen, this.#to.chosen];
    const [hubs, hops] = [this.#hubs.checked, Number(this.#hops.value)];
    this.#site.remember({ from: from && keyOf(from), to: to && keyOf(to), hubs: hubs ? "yes" : null, hops: hops === 4 ? null : String(hops) });
    this.#asking.abort();
    if (!from || !to) return this.#answer.replaceChildren();
    const asking = (this.#asking = new AbortController());
    const cancel = h("button", { type: "button", onclick: () => asking.abort() }, "Cancel");
    this.#answer.replaceChildren(h("p", { class: "hint loading" }, "Looking for ways… ", cancel));
    try {
      const { items } = await api.paths({ from: keyOf(from), to: keyOf(to), k: 4, max_hops: hops, avoid_hubs: !hubs }, asking.signal);
      this.#ways = items;
      if (items.length) this.#answer.replaceChildren(...items.map((way, index) => this.#way(way, index)));
      else this.#answer.replaceChildren(h("p", {}, `No way of up to ${hops} steps leads from ${from.label} to ${to.label}.`), h("p", { class: "hint" }, "Allow more steps, or ways through what is linked to almost everything."));
    } catch (error) {
      if (asking.signal.aborted) this.#answer.replaceChildren(h("p", { class: "hint" }, "Cancelled."));
      else this.#answer.replaceChildren(problem(error));
    }
  }

  #way(way: api.Way, index: number): HTMLElement {
    const first = way.hops[0]!.source;
    return h("section", { class: "way" },
      h("header", { class: "row" }, h("h2", {}, plural(way.hops.length, "step")),
        h("button", { type: "button", onclick: () => this.explore(index) }, "Add to Explore")),
      h("ol", { class: "hops" }, h("li", { class: "stop" }, thingLink(first)), ...way.hops.flatMap((hop) => [this.#hop(hop), h("li", { class: "stop" }, thingLink(hop.target))])));
  }

  #hop({ statements, evidence, target }: api.Hop): HTMLElement {
    const best = statements[0];
    const inward = best && best.subject.id === target.id;
    const sentences = statements.reduce((sum, one) => sum + (one.evidence_count ?? 1), 0);
    return h("li", { class: "hop" },
      h("p", { class: "hint" }, h("span", { "aria-hidden": "true" }, inward ? "↑ " : "↓ "), statements.map(({ property }) => words(property)).join(", "), ` · ${plural(sentences, "sentence")}`),
      evidence ? evidenceCard(evidence, { subject: best?.subject.iri ?? null, object: best?.object?.iri ?? null }, (id) => (location.hash = addressOf("entity", id))) : null);
  }
}
