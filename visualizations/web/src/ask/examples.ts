/** The questions to start from: those that this graph answers first, found out by asking them one after another. */

import questions from "newsgraph:questions";
import { h } from "../dom";
import { query } from "../sparql";

/** A question that takes longer is left where it stands; so are all, once they took so long together. */
const PATIENCE_MS = 2000;
const ALL_MS = 8000;

type Question = (typeof questions)[number];

export class Examples {
  readonly element = h("div", { class: "questions" });
  readonly #choose: (text: string) => void;
  readonly #leaving = new AbortController();
  /** Whether a question has an answer here, as far as is known. */
  readonly #answered = new Map<string, boolean>();

  constructor(choose: (text: string) => void) {
    this.#choose = choose;
    this.#draw();
  }

  leave(): void {
    this.#leaving.abort();
  }

  async sort(): Promise<void> {
    const end = performance.now() + ALL_MS;
    for (const { name, query: text } of questions) {
      if (this.#leaving.signal.aborted || performance.now() > end) break;
      const signal = AbortSignal.any([this.#leaving.signal, AbortSignal.timeout(PATIENCE_MS)]);
      await query(text, signal).then(
        (answer) => this.#answered.set(name, answer.kind !== "table" || answer.table.rows.length > 0), () => undefined);
    }
    if (!this.#leaving.signal.aborted) this.#draw();
  }

  #draw(): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.textContent : null;
    const [here, elsewhere] = [questions.filter(({ name }) => this.#answered.get(name) !== false), questions.filter(({ name }) => this.#answered.get(name) === false)];
    this.element.replaceChildren(this.#list(here),
      ...(elsewhere.length ? [h("h3", {}, "Without an answer here"), h("p", { class: "hint" }, "Some name people and places of another graph: put yours in."), this.#list(elsewhere)] : []));
    if (focused) [...this.element.querySelectorAll("button")].find(({ textContent }) => textContent === focused)?.focus();
  }

  #list(some: Question[]): HTMLElement {
    return h("ul", {}, ...some.map(({ question, query: text }) =>
      h("li", {}, h("button", { type: "button", class: "link", onclick: () => this.#choose(text) }, question))));
  }
}
