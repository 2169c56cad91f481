/** What the pages share: links to things, rows of events and articles, lists that grow on demand. */

import { isAbsent, Problem } from "../api";
import { h, outsideLink } from "../dom";
import { icon, isEvent } from "../palette";
import { period } from "../panels/event";
import { addressOf, type Page } from "../router";
import type { Article, EventRow, Page as List, Thing } from "../shapes";
import { count, date, factuality, title, words } from "../words";

export const pageOf = (thing: Thing): string => addressOf(isEvent(thing) ? "event" : "entity", thing.id);

export const thingLink = (thing: Thing): HTMLElement =>
  h("a", { class: "thing", href: pageOf(thing), dir: "auto" }, icon(thing), thing.label);

export const head = (thing: Thing, ...more: (Node | null)[]): HTMLElement =>
  h("header", { class: "sheet-head" },
    h("p", { class: "kind" }, icon(thing), title(thing.type)),
    h("h1", { dir: "auto" }, thing.label), ...more);

export const articleLine = (article: Article): HTMLElement =>
  h("li", { class: "article-line" },
    h("a", { href: addressOf("article", article.id), dir: "auto" }, article.title ?? "Untitled article"),
    h("span", { class: "hint" }, [article.publisher ?? "unknown publisher", date(article.published)].join(", "), article.url ? " · " : null,
      article.url ? outsideLink(article.url, "at the publisher") : null));

/** One event on one line: when, what, where, how sure. */
export function eventLine(event: EventRow, choose?: (event: EventRow) => void): HTMLElement {
  const place = event.roles.find(({ role }) => role === "place");
  const where = place?.entity?.label ?? place?.text ?? "";
  const unsure = event.factuality && event.factuality !== "asserted" ? factuality(event.factuality) : "";
  const name = choose
    ? h("button", { type: "button", class: "link", dir: "auto", onclick: () => choose(event) }, event.label)
    : h("a", { href: pageOf(event), dir: "auto" }, event.label);
  return h("li", { class: "event-line", "data-id": event.id },
    h("time", {}, date(period(event))), h("span", {}, icon(event), name),
    h("span", { class: "hint" }, [title(event.type), where, unsure, event.article_count ? `${count(event.article_count)} art.` : ""].filter(Boolean).join(" · ")));
}

/** A list that asks for the next page when the reader wants more. */
export async function growing<T>(ask: (cursor: string | null) => Promise<List<T>>, row: (item: T) => HTMLElement, nothing: string): Promise<HTMLElement> {
  const list = h("ul", { class: "rows" });
  const more = h("button", { type: "button", class: "more" }, "Show more");
  const tally = h("p", { class: "hint", role: "status" });
  let cursor: string | null = null;
  const grow = async (): Promise<void> => {
    const page = await ask(cursor);
    const from = list.children.length;
    list.append(...page.items.map(row));
    cursor = page.next;
    more.hidden = cursor === null;
    if (list.children.length === 0) tally.textContent = nothing;
    else if (page.total && cursor !== null) tally.textContent = `${count(list.children.length)} of ${page.total.relation === "gte" ? "at least " : ""}${count(page.total.value)}`;
    else tally.textContent = "";
    if (from) list.children[from]?.querySelector<HTMLElement>("a, button")?.focus();
  };
  more.addEventListener("click", () => void grow().catch((error: unknown) => (tally.textContent = String(error))));
  await grow();
  return h("div", {}, list, tally, more);
}

/** A section whose content may fail or be absent without harming the page. */
export async function section(heading: string, content: () => Promise<Node | null>): Promise<HTMLElement | null> {
  try {
    const found = await content();
    return found && h("section", {}, h("h2", {}, heading), found);
  } catch (error) {
    if (isAbsent(error)) return null;
    return h("section", {}, h("h2", {}, heading), problem(error));
  }
}

export const problem = (error: unknown): HTMLElement =>
  h("p", { class: "problem", role: "alert" },
    error instanceof Problem ? `${error.heading}. ${error.message}` : error instanceof Error ? error.message : String(error));

/** When a server of another version does not offer what a page needs, it says so. */
export const absentPage = (name: string, what: string): Page => ({
  title: name,
  content: [h("div", { class: "sheet" }, h("h1", {}, name), h("p", { class: "problem" }, `This server does not offer ${what}.`))],
});

export const sheet = (...content: (Node | string | null)[]): HTMLElement =>
  h("div", { class: "sheet" }, ...content);

export const relationName = (property: string, direction: "in" | "out"): string =>
  direction === "out" ? words(property) : `${words(property)} (of it)`;
