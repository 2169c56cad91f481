/** A text with everything that was read in it marked, and beside it the list of findings. */

import { h } from "../dom";
import { addressOf, type Site } from "../router";
import type { ArticleRecord, RecordEvent, RecordRelation } from "../shapes";
import { date, factuality, percent, plural, title, words } from "../words";
import { type Layer, layered } from "./layers";
import { unlink } from "./unlink";

/** `extra` marks stretches of the caller's own; with `site`, links of stored things can be taken back. */
export function reading(record: ArticleRecord, extra: Layer[], site: Site | null): HTMLElement {
  const text = h("div", { class: "article-text", dir: "auto", lang: record.article.language ?? null },
    ...layered(record.article.text, [...layersOf(record), ...extra], lookup(record)));
  return h("div", { class: "reading" }, text, h("aside", { class: "findings", tabindex: 0, "aria-label": "What was read in it" }, ...findings(record, site, text)));
}

export const key = (): HTMLElement =>
  h("p", { class: "hint key" }, "In the text: ", h("mark", { class: "mention" }, "who and where"), " ", h("mark", { class: "trigger" }, "what happened"), " ",
    h("span", { class: "discarded" }, "not part of the article"));

/** Where each thing stands in the text; every span leads to the thing. */
function layersOf(record: ArticleRecord): Layer[] {
  const mentions = record.entities.flatMap((entity) =>
    entity.mentions.map(({ start, end }): Layer => ({ start, end, className: "mention", id: entity.id, label: `${title(entity.type)}: ${entity.name}` })));
  const triggers = record.events.map(({ trigger, id, type }): Layer => ({ start: trigger.start, end: trigger.end, className: "trigger", id, label: title(type) }));
  const cut = (record.discarded ?? []).map(({ start, end, reason }): Layer => ({ start, end, className: "discarded", label: `left out: ${reason}` }));
  return [...mentions, ...triggers, ...cut];
}

/** The page of a local thing, once the store knows it. */
function lookup(record: ArticleRecord): Map<string, string> {
  const known = new Map<string, string>();
  for (const { id, iri } of record.entities) if (iri) known.set(id, addressOf("entity", idOf(iri)));
  for (const { id, iri } of record.events) if (iri) known.set(id, addressOf("event", idOf(iri)));
  return known;
}

/** The last part of an address is the id; the REST interface makes it so. */
export const idOf = (iri: string): string => decodeURIComponent(iri.replace(/^.*\/(?:entity|event|article)\//, ""));

function findings(record: ArticleRecord, site: Site | null, text: HTMLElement): HTMLElement[] {
  const names = new Map(record.entities.map(({ id, name }) => [id, name]));
  const known = lookup(record);
  const thing = (id: string | null | undefined, wording = ""): Node => {
    const name = (id && names.get(id)) || wording;
    const address = id ? known.get(id) : undefined;
    return address ? h("a", { href: address, dir: "auto" }, name) : h("span", { dir: "auto" }, name);
  };
  const point = (from: number, to: number): void => {
    for (const span of text.querySelectorAll<HTMLElement>("[data-start]")) {
      const at = Number(span.dataset["start"]);
      span.classList.toggle("pointed", at >= from && at < to);
    }
    text.querySelector(".pointed")?.scrollIntoView({ block: "nearest", behavior: "auto" });
  };
  const events = record.events.map((event) => eventFound(event, record, thing, known, point, site));
  const relations = record.relations.map((relation) => relationFound(relation, thing, point));
  return [
    h("h2", {}, plural(events.length, "event")), h("ul", { class: "found" }, ...events),
    h("h2", {}, plural(relations.length, "relation")), h("ul", { class: "found" }, ...relations),
    h("h2", {}, plural(record.entities.length, "name")),
    h("ul", { class: "roles" }, ...[...record.entities].sort((a, b) => b.mentions.length - a.mentions.length).map((entity) =>
      h("li", {}, h("span", { class: "hint" }, title(entity.type)), " ", thing(entity.id, entity.name), " ",
        h("button", { type: "button", class: "link hint", onclick: () => point(entity.mentions[0]?.start ?? 0, entity.mentions[0]?.end ?? 0) }, plural(entity.mentions.length, "mention")),
        unlink(record.article.id, entity, entity.name, site)))),
  ];
}

type Naming = (id: string | null | undefined, wording?: string) => Node;
type Pointing = (from: number, to: number) => void;

function eventFound(event: RecordEvent, record: ArticleRecord, thing: Naming, known: Map<string, string>, point: Pointing, site: Site | null): HTMLElement {
  const address = known.get(event.id);
  const name = title(event.type);
  return h("li", {},
    h("p", { class: "lead" }, address ? h("a", { href: address }, name) : name, " ",
      h("button", { type: "button", class: "link hint", onclick: () => point(event.trigger.start, event.trigger.end) }, `“${event.trigger.text ?? "in the text"}”`)),
    h("dl", { class: "card" },
      ...(event.time?.value ? [h("dt", {}, "When"), h("dd", {}, date(event.time.value))] : []),
      ...event.roles.flatMap(({ role, entity, text }) => [h("dt", {}, words(role)), h("dd", {}, thing(entity, text))])),
    tags(event), unlink(record.article.id, event, `this ${name.toLowerCase()}`, site));
}

function relationFound(relation: RecordRelation, thing: Naming, point: Pointing): HTMLElement {
  return h("li", {},
    h("p", { class: "lead" }, thing(relation.subject), " ",
      h("button", { type: "button", class: "link hint", onclick: () => point(relation.evidence.start, relation.evidence.end) }, words(relation.predicate)), " ",
      relation.object ? thing(relation.object) : h("q", {}, relation.value ?? "")),
    tags(relation));
}

const tags = ({ factuality: status, confidence, rule }: RecordEvent | RecordRelation): HTMLElement =>
  h("ul", { class: "tags" },
    status && status !== "asserted" ? h("li", { class: `factuality ${status}` }, factuality(status)) : null,
    confidence == null ? null : h("li", {}, percent(confidence)), rule ? h("li", { class: "rule" }, rule) : null);
