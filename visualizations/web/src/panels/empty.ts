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
  readonly #tour: () => void;

  #waiting = false;

  constructor(choose: (thing: Thing) => void, tour: () => void) {
    this.#choose = choose;
    this.#tour = tour;
  }

  show(visible: boolean): void {
    this.#host.hidden = !visible;
  }

  /** Asks the server only when the reader comes to Explore. */
  loadLater(): void {
    this.#waiting = true;
    window.addEventListener("hashchange", () => {
      if (!this.#waiting || location.hash.startsWith("#/")) return;
      this.#waiting = false;
      this.load().catch((error: unknown) => this.#host.replaceChildren(h("p", { role: "alert" }, String(error))));
    });
  }

  /** The words at once; examples and counts when the server has them. */
  async load(): Promise<void> {
    this.#host.replaceChildren(...this.#welcome(null));
    const meta = await api.meta();
    const articles = meta.counts?.articles ?? 0;
    if (meta.counts && articles === 0) this.#host.replaceChildren(...(await nothingYet(meta.writable === true)));
    else this.#host.replaceChildren(...this.#welcome(meta));
  }

  #welcome(meta: Meta | null): Node[] {
    const examples = (meta?.examples ?? []).slice(0, 3);
    const chips = examples.map((thing) =>
      h("button", { type: "button", class: "chip", onclick: () => this.#choose(thing) }, icon(thing), thing.label));
    return [
      h("h1", {}, "Every line leads to the sentence it came from."),
      h("p", {}, "Search for a person, organization, place or event, open its connections one relation at a time, and read the evidence for each."),
      ...(chips.length ? [h("p", { class: "hint" }, "Begin with"), h("div", { class: "chips" }, ...chips)] : []),
      meta ? facts(meta) : h("p", { class: "hint loading" }, "Asking the server what it holds…"),
      h("p", { class: "hint" }, "Or see ", h("a", { href: "#/events" }, "what happened when and where"), ", ",
        h("a", { href: "#/conflicts" }, "where reports disagree"), ", or ",
        h("button", { type: "button", class: "link", onclick: this.#tour }, "take the 60-second tour"), "."),
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

/** With the sample graph in one click where the server takes articles. */
async function nothingYet(writable: boolean): Promise<Node[]> {
  const offered = writable && (await api.offers("/v1/jobs", "post"));
  const status = h("p", { class: "hint", role: "status" });
  const button = h("button", { type: "button", class: "primary" }, "Read the twelve sample articles");
  button.addEventListener("click", () => {
    button.disabled = true;
    void import("../sample").then(({ readSample }) => readSample((said) => (status.textContent = said))).catch((error: unknown) => {
      button.disabled = false;
      status.textContent = error instanceof Error ? error.message : String(error);
    });
  });
  return [
    h("h1", {}, "No articles yet"),
    ...(offered ? [
      h("p", {}, "Invented reports about what happened in Kazakhstan in January 2022 show what this does:"), button, status,
      h("p", {}, "Or ", h("a", { href: "#/add" }, "drop or paste articles of your own"), "."),
    ] : [h("p", { class: "hint" }, "The sample that comes along is one command away: ", h("code", {}, "kg demo"))]),
    h("p", {}, "A whole folder is built where the server runs; then reload this page:"),
    h("pre", {}, "kg build path/to/articles"),
  ];
}
