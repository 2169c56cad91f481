/** Outlets: how much each reports, what it alone tells, and what of the others' events it leaves out. */

import * as api from "../api";
import { h } from "../dom";
import { addressOf, type Opener, type Page } from "../router";
import { count, date, plural } from "../words";
import { absentPage, articleLine, eventLine, growing, section, sheet } from "./common";

const COMPARED = 200;

export const open: Opener = async ({ id }) => {
  try {
    return id ? await one(id) : await all();
  } catch (error) {
    if (api.isAbsent(error) && !id) return absentPage("Sources", "the list of outlets");
    throw error;
  }
};

async function all(): Promise<Page> {
  const rows = await growing((cursor) => api.outlets(50, cursor), line, "No article names its publisher.");
  return { title: "Sources", content: [sheet(
    h("header", { class: "sheet-head" }, h("h1", {}, "Sources"), h("p", {}, "Who published the articles. A reprint counts with the outlet whose text it repeats.")),
    rows)] };
}

const line = (outlet: api.Outlet): HTMLElement =>
  h("li", { class: "outlet" },
    h("a", { href: addressOf("sources", outlet.name), dir: "auto" }, outlet.name),
    h("span", { class: "hint" }, [
      plural(outlet.article_count, "article"), outlet.copy_count ? plural(outlet.copy_count, "reprint") : "",
      plural(outlet.event_count, "event"), outlet.exclusive_event_count ? `${count(outlet.exclusive_event_count)} told by no other` : "",
    ].filter(Boolean).join(" · ")));

async function one(name: string): Promise<Page> {
  const outlet = await api.outlet(name);
  const [articles, own, omitted] = await Promise.all([
    section(plural(outlet.article_count, "article"), () => growing((cursor) => api.articles(8, cursor, name), articleLine, "No articles.")),
    section(`${plural(outlet.event_count, "event")} it reports`, () => growing((cursor) => api.events({ source: name, limit: 10, cursor }), (event) => eventLine(event), "No events.")),
    section("What it leaves out", () => leftOut(name, outlet)),
  ]);
  return { title: name, content: [sheet(
    h("header", { class: "sheet-head" }, h("p", { class: "kind" }, "Outlet"), h("h1", { dir: "auto" }, name),
      h("p", { class: "hint" }, [outlet.oldest_article ? `${date(outlet.oldest_article)} – ${date(outlet.newest_article)}` : "", outlet.copy_count ? plural(outlet.copy_count, "reprint") : "", `${count(outlet.exclusive_event_count)} events told by no other`].filter(Boolean).join(" · "))),
    h("div", { class: "story" }, h("div", {}, articles, omitted), h("div", {}, own)))] };
}

/** Events of its own days that at least two articles of others tell of, and none of its own. */
async function leftOut(name: string, { oldest_article: from, newest_article: to }: api.Outlet): Promise<Node | null> {
  if (!from || !to) return null;
  const days = { from: from.slice(0, 10), to: to.slice(0, 10), limit: COMPARED };
  const [everyone, own] = await Promise.all([api.events(days), api.events({ ...days, source: name })]);
  const told = new Set(own.items.map(({ id }) => id));
  const missing = everyone.items.filter(({ id, article_count: articles }) => !told.has(id) && (articles ?? 0) > 1);
  if (missing.length === 0) return h("p", { class: "hint" }, "Nothing that two or more others report of its days.");
  const note = everyone.next ? h("p", { class: "hint" }, `Of the first ${COMPARED} events of its days.`) : null;
  return h("div", {}, h("ul", { class: "rows" }, ...missing.sort((a, b) => (b.article_count ?? 0) - (a.article_count ?? 0)).slice(0, 10).map((event) => eventLine(event))), note);
}
