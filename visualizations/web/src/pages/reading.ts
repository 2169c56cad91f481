/** A text with everything that was read in it marked, and beside it the list of findings. */

import { h } from "../dom";
import { addressOf, type Site } from "../router";
import type { ArticleRecord, Claim, RecordEvent, RecordRelation } from "../shapes";
import { date, factuality, percent, plural, title, words } from "../words";
import type { Judging } from "./judging";
import { type Layer, layered } from "./layers";
import { unlink } from "./unlink";

/** `extra` marks stretches of the caller's own; with `site` and `judging`, what is stored can be judged and taken back. */
export function reading(record: ArticleRecord, extra: Layer[], site: Site | null, judging: Judging | null = null): HTMLElement {
  const text = h("div", { class: "article-text", dir: "auto", lang: record.article.language ?? null },
    ...layered(record.article.text, [...layersOf(record), ...extra], lookup(record)));
  return h("div", { class: "reading" }, text, h("aside", { class: "findings", tabindex: 0, "aria-label": "What was read in it" }, ...findings(record, site, judging, text)));
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

function findings(record: ArticleRecord, site: Site | null, judging: Judging | null, text: HTMLElement): HTMLElement[] {
  const names = new Map(record.entities.map(({ id, name }) => [id, name]));
  const known = lookup(record);
  const thing = (id: string | null | undefined, wording = ""): Node => {
    const name = (id && names.get(id)) || wording;
    const address = id ? known.get(id) : undefined;
    return address ? h("a", { href: address, dir: "auto" }, name) : h("span", { dir: "auto" }, name);
  };
  const point = (from: number, to: number): void => {
    for (const span of text.querySelectorAll<HTMLElement>("[data-start]")) span.classList.remove("pointed");
    for (const span of within(text, from, to)) span.classList.add("pointed");
    text.querySelector(".pointed")?.scrollIntoView({ block: "nearest", behavior: "auto" });
  };
  const iris = new Map([...record.entities, ...record.events].flatMap(({ id, iri }) => (iri ? [[id, iri] as const] : [])));
  const desk: Desk = { record, judging, site, text, thing, known, iris, point };
  const events = record.events.map((event) => eventFound(event, desk));
  const relations = record.relations.map((relation) => relationFound(relation, desk));
  return [
    judging?.writable ? judgingHelp() : null,
    h("h2", {}, plural(events.length, "event")), h("ul", { class: "found" }, ...events),
    h("h2", {}, plural(relations.length, "relation")), h("ul", { class: "found" }, ...relations),
    h("h2", {}, plural(record.entities.length, "name")),
    h("ul", { class: "roles" }, ...[...record.entities].sort((a, b) => b.mentions.length - a.mentions.length).map((entity) =>
      h("li", {}, h("span", { class: "hint" }, title(entity.type)), " ", thing(entity.id, entity.name), " ",
        h("button", { type: "button", class: "link hint", onclick: () => point(entity.mentions[0]?.start ?? 0, entity.mentions[0]?.end ?? 0) }, plural(entity.mentions.length, "mention")),
        unlink(record.article.id, entity, entity.name, site)))),
  ].filter((one) => one !== null);
}

const judgingHelp = (): HTMLElement =>
  h("p", { class: "hint judging" }, "Does the text say so? ", h("kbd", {}, "J"), " ", h("kbd", {}, "K"), " go from finding to finding, ",
    h("kbd", {}, "Y"), " right, ", h("kbd", {}, "N"), " wrong, ", h("kbd", {}, "U"), " undo.");

/** What every finding needs to be drawn. */
interface Desk {
  record: ArticleRecord;
  judging: Judging | null;
  site: Site | null;
  text: HTMLElement;
  thing: (id: string | null | undefined, wording?: string) => Node;
  known: Map<string, string>;
  /** The address in the graph of each local id. */
  iris: Map<string, string>;
  point: (from: number, to: number) => void;
}

const within = (text: HTMLElement, from: number, to: number): HTMLElement[] =>
  [...text.querySelectorAll<HTMLElement>("[data-start]")].filter((span) => {
    const at = Number(span.dataset["start"]);
    return at >= from && at < to;
  });

function eventFound(event: RecordEvent, desk: Desk): HTMLElement {
  const { judging, thing, iris, text } = desk;
  const { start, end } = event.trigger;
  const address = desk.known.get(event.id);
  const name = title(event.type);
  const point = (): void => desk.point(start, end);
  const lead = h("p", { class: "lead" }, address ? h("a", { href: address }, name) : name, " ",
    h("button", { type: "button", class: "link hint", onclick: point }, `“${event.trigger.text ?? "in the text"}”`));
  const roles = event.roles.map((role) => ({ role, box: h("dd", {}, thing(role.entity, role.text)) }));
  const when = event.time?.value ? h("dd", {}, date(event.time.value)) : null;
  const item = h("li", {}, lead,
    h("dl", { class: "card" }, ...(when ? [h("dt", {}, "When"), when] : []), ...roles.flatMap(({ role, box }) => [h("dt", {}, words(role.role)), box])),
    tags(event), unlink(desk.record.article.id, event, `this ${name.toLowerCase()}`, desk.site));
  const about = (claim: Claim, property: string): boolean => claim.subject.iri === iris.get(event.id) && claim.property === property;
  judging?.add(lead, {
    name: `${name} “${event.trigger.text ?? ""}”`, point, wanted: (claim) => about(claim, "type"),
    changed: (rejected) => {
      item.classList.toggle("rejected", rejected);
      for (const mark of within(text, start, end)) mark.classList.toggle("rejected", rejected && mark.classList.contains("trigger"));
    },
  });
  if (when) judging?.add(when, { name: `when, ${when.textContent}`, point, wanted: (claim) => about(claim, "startDate") });
  for (const { role, box } of roles) {
    judging?.add(box, { name: `${words(role.role)}, ${box.textContent}`, point: pointing(role, desk, point), wanted: (claim) => about(claim, role.role) && endsIn(claim, iris.get(role.entity ?? ""), role.text) });
  }
  return item;
}

const pointing = ({ start, end }: RecordEvent["roles"][number], desk: Desk, otherwise: () => void): (() => void) =>
  start === undefined || end === undefined ? otherwise : () => desk.point(start, end);

/** Whether a claim's object is this thing, or these words. */
const endsIn = ({ object, value, wording }: Claim, iri: string | null | undefined, text: string | null | undefined): boolean =>
  object ? object.iri === iri : text != null && (value === text || wording === text);

function relationFound(relation: RecordRelation, desk: Desk): HTMLElement {
  const { judging, thing, iris } = desk;
  const point = (): void => desk.point(relation.evidence.start, relation.evidence.end);
  const lead = h("p", { class: "lead" }, thing(relation.subject), " ",
    h("button", { type: "button", class: "link hint", onclick: point }, words(relation.predicate)), " ",
    relation.object ? thing(relation.object) : h("q", {}, relation.value ?? ""));
  const item = h("li", {}, lead, tags(relation));
  judging?.add(lead, {
    name: lead.textContent ?? "", point, changed: (rejected) => item.classList.toggle("rejected", rejected),
    wanted: (claim) => claim.subject.iri === iris.get(relation.subject) && claim.property === relation.predicate && endsIn(claim, iris.get(relation.object ?? ""), relation.value),
  });
  return item;
}

const tags = ({ factuality: status, confidence, rule }: RecordEvent | RecordRelation): HTMLElement =>
  h("ul", { class: "tags" },
    status && status !== "asserted" ? h("li", { class: `factuality ${status}` }, factuality(status)) : null,
    confidence == null ? null : h("li", {}, percent(confidence)), rule ? h("li", { class: "rule" }, rule) : null);
