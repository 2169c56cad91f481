/** The search box: a combobox (WAI-ARIA 1.2, list autocomplete) over /v1/search. */

import * as api from "./api";
import { answers, namingWords } from "./asked";
import { byId, h } from "./dom";
import { icon } from "./palette";
import type { Hit, Thing } from "./shapes";
import { addressOf } from "./router";
import { plural, title } from "./words";

const WAIT_MS = 60;
const LIMIT = 8;
/** Where fewer things are called so, articles are searched too. */
const ENOUGH = 4;

export class Search {
  readonly #input = byId<HTMLInputElement>("search");
  readonly #list = byId<HTMLUListElement>("hits");
  readonly #status = byId("search-status");
  readonly #choose: (thing: Thing) => void;
  #hits: Hit[] = [];
  #active = -1;
  /** What the suggestions answer; Enter pressed before they answer what is typed waits for them. */
  #answered = "";
  #eager = false;
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
    this.#eager = false;
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
      if (asking.signal.aborted) return;
      this.#answered = text;
      const missed = `Nothing is called “${text}”. Try another spelling or a shorter part of the name.`;
      this.#show(items, items.length ? plural(items.length, "suggestion") : "");
      if (this.#eager && items.length) return this.#take(0);
      if (text.length < 3) return items.length ? undefined : this.#show([], missed);
      const [meant, more] = await Promise.all([answers(text, asking.signal).catch((): Hit[] => []), items.length >= ENOUGH ? [] : further(text, asking.signal)]);
      if (meant.length + more.length === 0) return items.length ? undefined : this.#show([], missed);
      const known = new Set([...meant, ...items].map(({ iri }) => iri));
      const own = items.filter(({ iri }) => !meant.some((one) => one.iri === iri)).slice(0, meant.length ? ENOUGH - 1 : LIMIT);
      const all = [...meant, ...own, ...more.filter(({ iri, field = "names" }) => field !== "names" || !known.has(iri))].slice(0, LIMIT);
      if (!asking.signal.aborted) this.#show(all, all.length ? plural(all.length, "suggestion") : missed, this.#active);
    } catch (error) {
      if (!asking.signal.aborted) this.#show([], error instanceof api.Problem ? `${error.heading}. ${error.message}` : "The search failed.");
    } finally {
      window.clearTimeout(slow);
    }
  }

  #show(hits: Hit[], status: string, active = 0): void {
    this.#hits = hits;
    this.#list.replaceChildren(...hits.map((hit, index) => this.#row(hit, index)));
    this.#status.textContent = status;
    this.#status.classList.toggle("miss", hits.length === 0 && status !== "");
    this.#mark(hits.length ? Math.max(0, active) : -1);
    if (hits.length) this.#open();
    else this.#close();
  }

  #row(hit: Hit, index: number): HTMLLIElement {
    const alias = hit.matched && hit.matched !== hit.label ? `also: ${hit.matched}` : null;
    const told = !hit.description && hit.claims ? plural(hit.claims, "statement") : null;
    const line = [title(hit.type), hit.description, told, alias].filter(Boolean).join(" · ");
    if (hit.field === "sentences" || hit.field === "headlines") return this.#sentence(hit, index);
    const sign = "hash" in hit ? h("span", { class: "icon", "aria-hidden": "true" }, "≠") : icon(hit);
    const row = h("li", { id: `hit-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault() },
      sign, h("span", { class: "name", dir: "auto" }, hit.label), h("span", { class: "line", dir: "auto" }, line));
    row.addEventListener("click", () => this.#take(index));
    row.addEventListener("mousemove", () => this.#mark(index));
    return row;
  }

  /** An article that says something with these words. */
  #sentence(hit: Hit, index: number): HTMLLIElement {
    const row = h("li", { id: `hit-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault() },
      h("span", { class: "icon", "aria-hidden": "true" }, "¶"), h("span", { class: "name sentence", dir: "auto" }, hit.matched ?? hit.label),
      h("span", { class: "line", dir: "auto" }, ["Article", hit.field === "sentences" ? hit.label : hit.description].filter(Boolean).join(" · ")));
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
    else if (event.key === "Enter" && this.#input.value.trim() !== this.#answered) this.#eager = true;
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
    this.#input.value = this.#answered = "";
    this.#eager = false;
    this.#asking.abort();
    this.#show([], "");
    if ("hash" in hit) location.hash = String(hit.hash);
    else if (hit.field === "sentences" || hit.field === "headlines") void articleOf(hit).then((hash) => (location.hash = hash));
    else this.#choose(hit);
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

/** Sentences and headlines with these words; where hardly any has all, things and sentences with the longest two, or one. */
async function further(text: string, signal: AbortSignal): Promise<Hit[]> {
  const terms = namingWords(text);
  const asked = terms.join(" ");
  if (!asked) return [];
  const ask = async (words: string, ...fields: Hit["field"][]): Promise<Hit[]> => (await api.search(words, 4, signal, fields)).items;
  const found = [...(asked === text ? [] : await ask(asked, "names")), ...(await ask(asked, "headlines", "sentences"))];
  const longest = [...terms].sort((a, b) => b.length - a.length).slice(0, 3);
  if (found.length < 3 && terms.length > 2) {
    const pair = terms.filter((term) => longest.slice(0, 2).includes(term)).join(" ");
    found.push(...(await ask(pair, "names")), ...(await ask(pair, "sentences")));
  }
  if (found.length === 0 && terms.length > 1) {
    const said = (await Promise.all(longest.map((term) => ask(term, "sentences")))).flat();
    const share = ({ matched }: Hit): number => terms.filter((term) => matched?.toLowerCase().includes(term.toLowerCase())).length;
    const named = (await Promise.all(longest.map((term) => ask(term, "names")))).flatMap((hits) => hits.slice(0, 1));
    found.push(...named, ...said.sort((a, b) => share(b) - share(a)));
  }
  return [...new Map(found.map((hit) => [`${hit.iri} ${hit.passage ?? ""}`, hit])).values()];
}

/** The article at the sentence, counted in code points as everywhere. */
async function articleOf({ id, matched, field }: Hit): Promise<string> {
  if (field !== "sentences" || !matched) return addressOf("article", id);
  const { text } = (await api.record(id)).article;
  const at = text.indexOf(matched);
  const start = [...text.slice(0, Math.max(0, at))].length;
  return addressOf("article", id, at < 0 ? {} : { at: `${start}-${start + [...matched].length}` });
}
