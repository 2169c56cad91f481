/** A box in which one thing is chosen by name: the combobox of the search, made small. */

import * as api from "./api";
import { h } from "./dom";
import { icon } from "./palette";
import type { Hit, Thing } from "./shapes";
import { title } from "./words";

const WAIT_MS = 120;
let made = 0;

export class Picker {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #number = ++made;
  readonly #changed: () => void;
  #chosen: Thing | null;
  #hits: Hit[] = [];
  #active = -1;
  #timer = 0;
  #asking = new AbortController();

  constructor(label: string, chosen: Thing | null, changed: () => void) {
    this.#chosen = chosen;
    this.#changed = changed;
    const list = `picker-${this.#number}`;
    this.#list = h("ul", { id: list, class: "hits", role: "listbox", "aria-label": `Suggestions for ${label}`, hidden: true });
    this.#input = h("input", {
      type: "text", role: "combobox", placeholder: "Type a name…", "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list",
      autocomplete: "off", spellcheck: "false", "aria-label": label,
    });
    this.#input.value = chosen?.label ?? "";
    this.#input.addEventListener("input", () => {
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(), WAIT_MS);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("focus", () => this.#input.select());
    this.#input.addEventListener("blur", () => {
      this.#close();
      this.#input.value = this.#chosen?.label ?? "";
    });
    this.element = h("div", { class: "picker" }, h("span", { class: "hint", "aria-hidden": "true" }, label), this.#input, this.#list);
  }

  get chosen(): Thing | null {
    return this.#chosen;
  }

  set(thing: Thing | null): void {
    this.#chosen = thing;
    this.#input.value = thing?.label ?? "";
  }

  focus(): void {
    this.#input.focus();
  }

  async #ask(): Promise<void> {
    this.#asking.abort();
    const text = this.#input.value.trim();
    if (!text) return this.#show([]);
    const asking = (this.#asking = new AbortController());
    try {
      const { items } = await api.search(text, 7, asking.signal);
      if (!asking.signal.aborted) this.#show(items);
    } catch {
      if (!asking.signal.aborted) this.#show([]);
    }
  }

  #show(hits: Hit[]): void {
    this.#hits = hits;
    this.#list.replaceChildren(...hits.map((hit, index) => {
      const row = h("li", { id: `picker-${this.#number}-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault() },
        icon(hit), h("span", { class: "name", dir: "auto" }, hit.label), h("span", { class: "line", dir: "auto" }, [title(hit.type), hit.description].filter(Boolean).join(" · ")));
      row.addEventListener("click", () => this.#take(index));
      return row;
    }));
    this.#mark(hits.length ? 0 : -1);
    this.#list.hidden = hits.length === 0;
    this.#input.ariaExpanded = String(hits.length > 0);
  }

  #mark(index: number): void {
    this.#active = index;
    [...this.#list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    if (index < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `picker-${this.#number}-${index}`);
    this.#list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    const size = this.#hits.length;
    if (event.key === "ArrowDown" && size) this.#mark((this.#active + 1) % size);
    else if (event.key === "ArrowUp" && size) this.#mark((this.#active + size - 1) % size);
    else if (event.key === "Enter" && this.#active >= 0 && !this.#list.hidden) this.#take(this.#active);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
  }

  #take(index: number): void {
    const hit = this.#hits[index];
    if (!hit) return;
    this.set(hit);
    this.#close();
    this.#changed();
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#input.removeAttribute("aria-activedescendant");
  }
}
