/** A sentence with its subject, trigger and object marked, where the article record says they stand. */

import * as api from "./api";
import { h } from "./dom";
import type { ArticleRecord, Evidence, Offsets } from "./shapes";

export type Part = "subject" | "trigger" | "object";

/** Whom the evidence is about: addresses of the things at both ends of the statement. */
export interface About {
  /** Several where it is not known which of them a sentence is about. */
  subject?: string | string[] | null;
  object?: string | null;
}

type Span = [Part, Offsets];
type Quote = Pick<Evidence, "sentence" | "offsets">;

/** The sentence at once, its marks as soon as the record is there; without a record it stays plain. */
export function markedSentence(quote: Quote, article: string | null | undefined, about: About): HTMLElement {
  const element = h("blockquote", { class: "sentence", dir: "auto" }, quote.sentence);
  if (article) {
    api.record(article)
      .then((record) => element.replaceChildren(...marked(quote, spans(record, quote.offsets.sentence, about))))
      .catch(() => undefined); // marks are a help: the sentence is there without them
  }
  return element;
}

/**
 * Offsets count code points of the article, JavaScript counts UTF-16 units: the sentence is split into code points
 * first. A span that does not lie within the sentence, or overlaps one already marked, is left unmarked; but the word
 * that names the event is marked within what plays a role in it, too ("18 dead officers").
 */
function marked({ sentence, offsets }: Quote, found: Span[]): (Node | string)[] {
  const points = Array.from(sentence);
  const kept: Span[] = [];
  for (const [part, ends] of found) {
    const [from, to] = ends.map((end) => end - offsets.sentence[0]) as Offsets;
    const rival = ([other, [start, end]]: Span) => from < end && start < to && (part === "trigger") === (other === "trigger");
    if (from < to && to <= points.length && !kept.some(rival)) kept.push([part, [from, to]]);
  }
  const cuts = [...new Set([0, points.length, ...kept.flatMap(([, ends]) => ends)])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const text = points.slice(cuts[at], end).join("");
    const parts = kept.filter(([, [from, to]]) => from <= cuts[at]! && end <= to).map(([part]) => part);
    return parts.length ? h("mark", { class: parts.join(" "), title: parts.join(", ") }, text) : text;
  });
}

/** In order of the text; of two that begin together the longer first. */
function spans({ entities, events }: ArticleRecord, [from, to]: Offsets, { subject, object }: About): Span[] {
  const found: Span[] = [];
  const subjects = new Set([subject].flat());
  for (const { iri, mentions } of entities) {
    const part = iri && subjects.has(iri) ? "subject" : iri && iri === object ? "object" : null;
    if (part) found.push(...mentions.map(({ start, end }): Span => [part, [start, end]]));
  }
  for (const { iri, trigger, roles, evidence } of events) {
    const here = evidence.start < to && evidence.end > from;
    if (!here || !iri || (!subjects.has(iri) && iri !== object)) continue;
    found.push(["trigger", [trigger.start, trigger.end]]);
    if (object) continue;
    for (const { start, end, entity } of roles) {
      if (start !== undefined && end !== undefined) found.push(["object", [start, end]]);
      const mentions = entities.find(({ id }) => id === entity)?.mentions ?? [];
      found.push(...mentions.map((mention): Span => ["object", [mention.start, mention.end]]));
    }
  }
  return found
    .filter(([, [start, end]]) => from <= start && end <= to)
    .sort(([, a], [, b]) => a[0] - b[0] || b[1] - a[1]);
}
