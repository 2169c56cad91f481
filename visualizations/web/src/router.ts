/** Pages beside Explore: each has an address `#/name/id?query`, and its code is loaded when it is first opened. */

import { Problem } from "./api";
import { byId, h } from "./dom";
import { type Key, setPageKeys } from "./keys";
import type { Thing } from "./shapes";

export interface Route {
  name: string;
  id: string;
  query: URLSearchParams;
}

/** What a page may ask of the rest of the site. */
export interface Site {
  /** Puts things on the canvas, with the statements between them, and goes there. */
  explore(things: Thing[]): Promise<void>;
  say(text: string): void;
  fail(error: unknown): void;
  /** Writes the page's state into the address without a step in the history. */
  remember(query: Record<string, string | null | undefined>): void;
}

export interface Page {
  title: string;
  content: Node[];
  keys?: Key[];
  /** Called once the content is in the document. */
  shown?(): void;
  /** Called when the reader goes elsewhere. */
  leave?(): void;
}

export type Opener = (route: Route, site: Site) => Promise<Page> | Page;

const PAGES: Record<string, () => Promise<{ open: Opener }>> = {
  entity: () => import("./pages/entity"),
  event: () => import("./pages/event"),
  article: () => import("./pages/article"),
  articles: () => import("./pages/articles"),
  events: () => import("./pages/events"),
  conflicts: () => import("./pages/conflicts"),
  sources: () => import("./pages/sources"),
  path: () => import("./pages/path"),
  ask: () => import("./pages/ask"),
  review: () => import("./pages/review"),
  add: () => import("./pages/add"),
};

export function routeOf(hash: string): Route | null {
  const match = /^#\/([a-z]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(hash);
  if (!match) return null;
  return { name: match[1]!, id: decode(match[2] ?? ""), query: new URLSearchParams(match[3] ?? "") };
}

export function addressOf(name: string, id = "", query: Record<string, string | null | undefined> = {}): string {
  const asked = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const rest = asked.toString();
  return `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}${rest ? `?${rest}` : ""}`;
}

export class Router {
  readonly #host = byId("page");
  readonly #site: Site;
  readonly #explore: () => void;
  #turn = 0;
  #page: Page | null = null;

  /** `explore` is called whenever Explore comes into sight. */
  constructor(site: Omit<Site, "remember">, explore: () => void) {
    this.#site = { ...site, remember: (query) => this.#remember(query) };
    this.#explore = explore;
  }

  get onExplore(): boolean {
    return routeOf(location.hash) === null;
  }

  async follow(first = false): Promise<void> {
    const turn = ++this.#turn;
    const route = routeOf(location.hash);
    this.#page?.leave?.();
    this.#page = null;
    setPageKeys([]);
    document.body.classList.toggle("paged", route !== null);
    byId("explore").hidden = route !== null;
    this.#host.hidden = route === null;
    for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-page]")) {
      const here = (link.dataset["page"] ?? "").split(" ").includes(route?.name ?? "explore");
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!route) {
      document.title = "newsgraph";
      this.#host.replaceChildren();
      return this.#explore();
    }
    const loading = window.setTimeout(() => turn === this.#turn && this.#host.replaceChildren(h("p", { class: "hint loading" }, "Loading…")), 200);
    document.body.classList.add("busy");
    try {
      const page = await this.#load(route);
      if (turn !== this.#turn) return page.leave?.();
      this.#show(page, first);
    } catch (error) {
      if (turn === this.#turn) this.#show(failed(error, () => void this.follow()), first);
    } finally {
      window.clearTimeout(loading);
      document.body.classList.remove("busy");
    }
  }

  async #load(route: Route): Promise<Page> {
    const load = PAGES[route.name];
    if (!load) throw new Problem(404, "There is no such page", `Nothing is at ${location.hash}.`);
    const [, { open }] = await Promise.all([style("pages"), load()]);
    return open(route, this.#site);
  }

  #show(page: Page, first: boolean): void {
    this.#page = page;
    document.title = `${page.title} – newsgraph`;
    this.#host.replaceChildren(...page.content);
    this.#host.scrollTop = 0;
    setPageKeys(page.keys ?? []);
    page.shown?.();
    const heading = this.#host.querySelector<HTMLElement>("h1");
    heading?.setAttribute("tabindex", "-1");
    if (!first && !this.#host.contains(document.activeElement)) heading?.focus({ preventScroll: true });
  }

  #remember(query: Record<string, string | null | undefined>): void {
    const route = routeOf(location.hash);
    if (route) history.replaceState(null, "", addressOf(route.name, route.id, query));
  }
}

/** A problem as a page: what happened, in words, and what to do. */
function failed(error: unknown, again: () => void): Page {
  const heading = error instanceof Problem ? error.heading : "This page could not be shown";
  const problem = h("div", { class: "problem", role: "alert" },
    h("p", {}, error instanceof Error ? error.message : String(error)),
    h("button", { type: "button", onclick: again }, "Try again"), " ", h("a", { href: "#" }, "Back to Explore"));
  return { title: heading, content: [h("div", { class: "sheet" }, h("h1", {}, heading), problem)] };
}

const styles = new Map<string, Promise<void>>();

/** A style sheet that only some pages need, loaded once. */
export function style(name: string): Promise<void> {
  const known = styles.get(name) ?? new Promise<void>((done, fail) => {
    const link = h("link", { rel: "stylesheet", href: `assets/${name}.css` });
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => fail(new Error(`assets/${name}.css could not be loaded.`)));
    document.head.append(link);
  });
  styles.set(name, known);
  return known;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
