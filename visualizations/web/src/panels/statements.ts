/** What is said about an entity, newest first, a handful at a time. */

import * as api from "../api";
import { h } from "../dom";
import type { About } from "../marks";
import type { Evidence, Statement, Thing } from "../shapes";
import { plural, words } from "../words";
import { evidenceCard, nameOf } from "./evidence";

const HANDFUL = 5;

export class StatementList {
  readonly element = h("section", { class: "statements" }, h("h2", {}, "What is said"));
  readonly #subject: Thing;
  readonly #open: (thing: Thing) => void;
  readonly #openId: (id: string) => void;
  readonly #more = h("button", { type: "button", class: "more", onclick: () => void this.more() }, "Show more");
  #cursor: string | null = null;

  constructor(subject: Thing, open: (thing: Thing) => void, openId: (id: string) => void) {
    this.#subject = subject;
    this.#open = open;
    this.#openId = openId;
  }

  async more(): Promise<void> {
    const page = await api.statements(this.#subject.id, HANDFUL, this.#cursor);
    const cards = await Promise.all(page.items.map((one) => this.#card(one)));
    this.#more.remove();
    this.element.append(...cards.filter((card) => card !== null));
    if (page.items.length === 0 && this.#cursor === null) {
      this.element.append(h("p", { class: "hint" }, "No statement starts from it; see its connections above."));
    }
    this.#cursor = page.next;
    if (page.next) this.element.append(this.#more);
  }

  async #card(statement: Statement): Promise<HTMLElement | null> {
    const [first, ...others] = (await api.evidence(statement.id)).items;
    if (!first) return null;
    const object = statement.object ? nameOf(statement.object, this.#open) : h("q", { dir: "auto" }, statement.value ?? "");
    const lead = h("p", { class: "lead" }, `${words(statement.property)} `, object);
    const about = { subject: this.#subject.iri, object: statement.object?.iri ?? null };
    const card = evidenceCard(first, about, this.#openId, lead);
    if (others.length) card.append(this.#rest(others, about));
    return card;
  }

  #rest(others: Evidence[], about: About): HTMLElement {
    return h("details", {}, h("summary", {}, plural(others.length, "more sentence")),
      ...others.map((one) => evidenceCard(one, about, this.#openId)));
  }
}
