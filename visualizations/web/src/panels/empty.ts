/** The first view: one sentence that teaches, three ways in, and what the corpus holds. */

import * as api from "../api";
import { byId, h } from "../dom";
import { icon } from "../palette";
import type { Meta, Thing } from "../shapes";
import { count, date } from "../words";

const FACTS = ["articles", "entities", "events", "statements"] as const;

export class EmptyState {
  readonly #host = byId("empty");
  readonly #choose: (thing: Thing) => void;

  constructor(choose: (thing: Thing) => void) {
    this.#choose = choose;
  }

  show(visible: boolean): void {
    this.#host.hidden = !visible;
  }

  async load(): Promise<void> {
    const meta = await api.meta();
    const articles = meta.counts?.articles ?? 0;
    if (meta.counts && articles === 0) this.#host.replaceChildren(...nothingYet());
    else this.#host.replaceChildren(...this.#welcome(meta));
  }

  #welcome(meta: Meta): Node[] {
    const examples = (meta.examples ?? []).slice(0, 3);
    const chips = examples.map((thing) =>
      h("button", { type: "button", class: "chip", onclick: () => this.#choose(thing) }, icon(thing), thing.label));
    return [
      h("h1", {}, "Every line leads to the sentence it came from."),
      h("p", {}, "Search for a person, organization, place or event, open its connections one relation at a time, and read the evidence for each."),
      ...(chips.length ? [h("p", { class: "hint" }, "Begin with"), h("div", { class: "chips" }, ...chips)] : []),
      facts(meta),
      h("p", { class: "hint" }, "Press ", h("kbd", {}, "/"), " to search, ", h("kbd", {}, "?"), " for all keys."),
    ];
  }
}

function facts({ counts, newest_article: newest }: Meta): HTMLElement {
  const numbers = FACTS.flatMap((name) => (counts?.[name] === undefined ? [] : [[name, counts[name]] as const]));
  return h("dl", { class: "facts" },
    ...numbers.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, count(value)))),
    newest ? h("div", {}, h("dt", {}, "newest article"), h("dd", {}, date(newest))) : null);
}

function nothingYet(): Node[] {
  return [
    h("h1", {}, "No articles yet"),
    h("p", {}, "Build the graph from a folder of articles, then reload this page:"),
    h("pre", {}, "kg build path/to/articles"),
    h("p", { class: "hint" }, "Or try it with the sample that comes along: ", h("code", {}, "kg demo")),
  ];
}
