/** The search box: a combobox (WAI-ARIA 1.2, list autocomplete) over /v1/search. */

import * as api from "./api";
import { byId, h } from "./dom";
import { icon } from "./palette";
import type { Hit, Thing } from "./shapes";
import { plural, title } from "./words";

const WAIT_MS = 120;
const LIMIT = 8;

export class Search {
  readonly #input = byId<HTMLInputElement>("search");
  readonly #list = byId<HTMLUListElement>("hits");
  readonly #status = byId("search-status");
  readonly #choose: (thing: Thing) => void;
  #hits: Hit[] = [];
  #active = -1;
  #timer = 0;
  #asking = new AbortController();

  constructor(choose: (thing: Thing) => void) {
    this.#choose = choose;
    this.#input.addEventListener("input", () => this.#later());
    this.#input.addEventListener("focus", () => this.#hits.length && this.#open());
    this.#input.addEventListener("blur", () => this.#close());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  #later(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), WAIT_MS);
  }

  /** The latest question wins: an answer to an older one is aborted. */
  async #ask(): Promise<void> {
    this.#asking.abort();
    const text = this.#input.value.trim();
    if (!text) return this.#show([], "");
    const asking = (this.#asking = new AbortController());
    const slow = window.setTimeout(() => (this.#status.textContent = "Searching…"), 300);
    try {
      const { items } = await api.search(text, LIMIT, asking.signal);
      if (!asking.signal.aborted) this.#show(items, items.length ? plural(items.length, "suggestion") : `Nothing is called “${text}”. Try another spelling or a shorter part of the name.`);
    } catch (error) {
      if (!asking.signal.aborted) this.#show([], error instanceof api.Problem ? `${error.heading}. ${error.message}` : "The search failed.");
    } finally {
      window.clearTimeout(slow);
    }
  }

  #show(hits: Hit[], status: string): void {
    this.#hits = hits;
    this.#list.replaceChildren(...hits.map((hit, index) => this.#row(hit, index)));
    this.#status.textContent = status;
    this.#status.classList.toggle("miss", hits.length === 0 && status !== "");
    this.#mark(hits.length ? 0 : -1);
    if (hits.length) this.#open();
    else this.#close();
  }

  #row(hit: Hit, index: number): HTMLLIElement {
    const alias = hit.matched && hit.matched !== hit.label ? `also: ${hit.matched}` : null;
    const line = [title(hit.type), hit.description, alias].filter(Boolean).join(" · ");
    const row = h("li", { id: `hit-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault() },
      icon(hit), h("span", { class: "name", dir: "auto" }, hit.label), h("span", { class: "line", dir: "auto" }, line));
    row.addEventListener("click", () => this.#take(index));
    row.addEventListener("mousemove", () => this.#mark(index));
    return row;
  }

  #mark(index: number): void {
    this.#active = index;
    [...this.#list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    if (index < 0) this.#input.removeAttribute("aria-activedescendant");
    else {
      this.#input.setAttribute("aria-activedescendant", `hit-${index}`);
      this.#list.children[index]?.scrollIntoView({ block: "nearest" });
    }
  }

  #key(event: KeyboardEvent): void {
    const size = this.#hits.length;
    if (event.key === "ArrowDown" && size) this.#mark((this.#active + 1) % size);
    else if (event.key === "ArrowUp" && size) this.#mark((this.#active + size - 1) % size);
    else if (event.key === "Enter" && this.#active >= 0 && this.#input.ariaExpanded === "true") this.#take(this.#active);
    else if (event.key === "Escape") this.#escape();
    else return;
    event.preventDefault();
  }

  #escape(): void {
    if (this.#input.ariaExpanded === "true") this.#close();
    else if (this.#input.value) {
      this.#input.value = "";
      this.#show([], "");
    } else this.#input.blur();
  }

  #take(index: number): void {
    const hit = this.#hits[index];
    if (!hit) return;
    this.#input.value = "";
    this.#show([], "");
    this.#choose(hit);
  }

  #open(): void {
    this.#input.ariaExpanded = "true";
    this.#list.hidden = false;
  }

  #close(): void {
    this.#input.ariaExpanded = "false";
    this.#list.hidden = true;
    this.#input.removeAttribute("aria-activedescendant");
  }
}
