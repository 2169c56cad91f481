/** An entity's card: names, links, offices, connections with evidence, its events over time, its articles. */

import * as api from "../api";
import { histogram } from "../charts/histogram";
import { describe } from "../described";
import { h, outsideLink } from "../dom";
import { evidenceCard } from "../panels/evidence";
import { addressOf, type Opener } from "../router";
import type { Edge, Entity, EventRow, RelationCount, Thing } from "../shapes";
import { count, isRole, percent, plural, words } from "../words";
import { articleLine, eventLine, growing, head, section, sheet, thingLink } from "./common";

const CONNECTIONS = 8;
/** Below this it is said how sure a fact is. */
const SURE = 0.7;
const EVENTS_READ = 100;

export const open: Opener = async ({ id }, site) => {
  const [entity, relations] = await Promise.all([api.entity(id), api.relations(id)]);
  const facts = relations.filter(({ property, direction }) => !(direction === "in" && isRole(property)));
  const [connections, events, together, articles] = await Promise.all([
    section("Connections", () => connectionList(entity, facts)),
    section("Events", () => eventList(entity)),
    section("Often in the same events", () => companions(entity)),
    section(entity.article_count ? plural(entity.article_count, "article") : "Articles", () =>
      growing((cursor) => api.articlesAbout(id, 8, cursor), articleLine, "No article names it.")),
  ]);
  const described = describe(entity);
  const content = sheet(
    head(entity, names(entity), described ? h("p", { dir: "auto" }, described) : null, links(entity),
      h("p", { class: "actions" },
        h("button", { type: "button", class: "primary", onclick: () => void site.explore([entity]) }, "Explore"),
        h("a", { class: "button", href: addressOf("path", "", { from: id }) }, "Paths from here"),
        h("a", { class: "button", href: addressOf("events", "", { who: id }) }, "In time and place"),
        h("a", { class: "button", href: `id/entity/${encodeURI(id)}?format=ttl` }, "As data"))),
    offices(entity),
    h("div", { class: "story" }, h("div", {}, connections, together), h("div", {}, events, articles)));
  return { title: entity.label, content: [content] };
};

function names({ aliases = [], label }: Entity): Node | null {
  const others = aliases.filter((name) => name !== label);
  return others.length ? h("p", { class: "aliases", dir: "auto" }, `also: ${others.slice(0, 14).join(" · ")}${others.length > 14 ? " …" : ""}`) : null;
}

function links({ same_as: addresses = [] }: Entity): Node | null {
  if (addresses.length === 0) return null;
  return h("p", { class: "hint" }, "the same as ", ...addresses.flatMap((address, index) => [index ? ", " : "", outsideLink(address, address.replace(/^https?:\/\/(www\.)?/, ""))]));
}

function offices(entity: Entity): HTMLElement | null {
  if (!entity.facts?.length) return null;
  return h("section", {}, h("h2", {}, "Said of it"),
    h("ul", { class: "roles" }, ...entity.facts.map((fact) => h("li", {},
      h("span", { class: "hint" }, words(fact.property)), " ", h("q", { dir: "auto" }, fact.value),
      fact.confidence < SURE ? h("span", { class: "hint" }, ` ${percent(fact.confidence)}`) : null,
      behind(fact.id, fact.evidence_count, { subject: entity.iri, object: null }, percent(fact.confidence))))));
}

async function connectionList(entity: Entity, facts: RelationCount[]): Promise<Node | null> {
  if (facts.length === 0) return null;
  const blocks = await Promise.all(facts.slice(0, 12).map(async ({ property, direction, count: total }) => {
    const found = await api.neighbors(entity.id, { property, direction, limit: CONNECTIONS });
    const things = new Map(found.nodes.map((node) => [node.id, node]));
    const rows = found.edges.flatMap((edge) => {
      const other = things.get(direction === "out" ? edge.target : edge.source);
      return other ? [connection(entity, edge, other, direction === "out")] : [];
    });
    const rest = total - rows.length;
    return h("div", {}, h("h3", {}, direction === "out" ? words(property) : `← ${words(property)}`),
      h("ul", { class: "roles" }, ...rows), rest > 0 ? h("p", { class: "hint" }, `and ${count(rest)} more: open it in Explore`) : null);
  }));
  return h("div", {}, ...blocks);
}

const connection = (entity: Thing, edge: Edge, other: Thing, outward: boolean): HTMLElement =>
  h("li", {}, thingLink(other), behind(edge.id, edge.evidence_count ?? 1, outward ? { subject: entity.iri, object: other.iri } : { subject: other.iri, object: entity.iri }, percent(edge.confidence)));

/** How many sentences; opening it reads them. */
export function behind(statement: string, sentences: number, about: { subject: string; object: string | null }, doubt = ""): HTMLElement {
  const box = h("details", { class: "behind" }, h("summary", { title: doubt, "aria-label": `${plural(sentences, "sentence")} behind this` }, count(sentences)));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    api.evidence(statement).then(
      ({ items }) => box.append(...items.map((one) => evidenceCard(one, about, (id) => (location.hash = addressOf("entity", id))))),
      (error: unknown) => box.append(h("p", { class: "problem" }, String(error))));
  });
  return box;
}

const eventsOf = new Map<string, Promise<{ items: EventRow[]; total: number }>>();

function readEvents(id: string): Promise<{ items: EventRow[]; total: number }> {
  const known = eventsOf.get(id) ?? api.events({ participant: id, limit: EVENTS_READ }).then(({ items, total }) => ({ items, total: total?.value ?? items.length }));
  eventsOf.clear();
  eventsOf.set(id, known);
  return known;
}

async function eventList(entity: Entity): Promise<Node | null> {
  const { items, total } = await readEvents(entity.id);
  if (items.length === 0) return null;
  const shown = items.slice(0, 12);
  return h("div", {}, histogram(items.map(({ start }) => start ?? null)),
    h("ul", { class: "rows" }, ...shown.map((event) => eventLine(event))),
    total > shown.length ? h("p", {}, h("a", { href: addressOf("events", "", { who: entity.id }) }, `All ${count(total)} in time and place`)) : null);
}

/** Who takes part in the same events, the most frequent first. */
async function companions(entity: Entity): Promise<Node | null> {
  const { items } = await readEvents(entity.id);
  const seen = new Map<string, { thing: Thing; times: number }>();
  for (const event of items) {
    for (const thing of new Map(event.roles.flatMap(({ entity: other }) => (other && other.id !== entity.id ? [[other.id, other] as const] : []))).values()) {
      const known = seen.get(thing.id);
      seen.set(thing.id, { thing, times: (known?.times ?? 0) + 1 });
    }
  }
  const best = [...seen.values()].filter(({ times }) => times > 1).sort((a, b) => b.times - a.times).slice(0, 8);
  if (best.length === 0) return null;
  return h("ul", { class: "roles" }, ...best.map(({ thing, times }) => h("li", {}, thingLink(thing), " ",
    h("a", { class: "hint", href: addressOf("path", "", { from: entity.id, to: thing.id }) }, plural(times, "event")))));
}
