/** Questions in everyday words: "who sent troops", "how many died" lead to the events of that kind, and to rival figures. */

import * as api from "./api";
import type { EventRow, Hit } from "./shapes";

/** What people call it, and the types of events that are meant. */
const KINDS: [RegExp, string[]][] = [
  [/^(?:troops?|soldiers?|peacekeep\w*|paratroop\w*|deploy\w*|sent|sends?)$/i, ["Deployment"]],
  [/^(?:dead|die[ds]?|dying|deaths?|kill\w*|toll|casualties|victims|lives)$/i, ["Killing", "Death"]],
  [/^(?:injur\w*|wound\w*|hurt|casualties)$/i, ["Injury"]],
  [/^(?:arrest\w*|detain\w*|detention|jailed)$/i, ["Arrest"]],
  [/^(?:protest\w*|demonstrat\w*|rall(?:y|ies)|riot\w*)$/i, ["Protest", "Riot"]],
  [/^(?:resign\w*|stepped|quit)$/i, ["Resignation"]],
  [/^(?:dismiss\w*|sack\w*|fired)$/i, ["Dismissal"]],
  [/^(?:appoint\w*|named)$/i, ["Appointment"]],
  [/^(?:attack\w*|storm\w*)$/i, ["Attack"]],
  [/^(?:withdr[ae]w\w*|left|leave|leaving)$/i, ["Withdrawal"]],
];
const HOW_MANY = /\b(?:how many|number|numbers|toll|figures?)\b/i;
/** Words that ask or date rather than name. */
const ASKING = new Set(`a an and any are at by did do does for from had has have how in is it many much of on or than that the there to was
  were what when where which who whom whose why with january february march april june july august september october
  november december number numbers figure figures people`.split(/\s+/));
const READ = 100;

/** The words of a question that name something, without those that ask or date. */
export const namingWords = (text: string): string[] =>
  text.split(/[\s,;.!?“”"]+/).filter((term) => term && !ASKING.has(term.toLowerCase()) && !/^(?:19|20)\d\d$/.test(term));

/** A page of the explorer, suggested as if it were found. */
export interface Way extends Hit {
  hash: string;
}

const disagreement: Way = {
  id: "", iri: "page conflicts", label: "Where reports disagree on how many", type: "Page", description: "rival figures side by side", hash: "#/conflicts",
};

/** At most two events that the question is about, and the way to rival figures where it asks how many. */
export async function answers(text: string, signal: AbortSignal): Promise<Hit[]> {
  const words = text.split(/[\s,;.!?“”"]+/).filter(Boolean);
  if (words.length < 2) return [];
  const type = [...new Set(KINDS.flatMap(([wording, types]) => (words.some((word) => wording.test(word)) ? types : [])))];
  const ways = HOW_MANY.test(text) ? [disagreement] : [];
  if (!type.length) return [];
  const named = namingWords(text).filter((word) => !KINDS.some(([wording]) => wording.test(word))).map((word) => word.toLowerCase());
  if (ways.length && !named.length) return ways;
  const { items } = await api.events({ type, limit: READ }, signal);
  const year = words.find((word) => /^(?:19|20)\d\d$/.test(word));
  const best = items.map((event) => ({ event, score: fit(event, named, year) })).sort((a, b) => b.score - a.score)
    .filter(({ score }) => score >= (named.length ? 2 : 0)).slice(0, 2);
  return [...ways, ...best.map(({ event }): Hit => event)];
}

/** More for a name that is asked for, for surer and more reports and for the year; less for what is denied. */
function fit(event: EventRow, named: string[], year: string | undefined): number {
  const told = [event.label, ...event.roles.map(({ entity, text }) => entity?.label ?? text ?? "")].join(" ").toLowerCase();
  return 2 * named.filter((word) => told.includes(word)).length + 2 * (event.confidence ?? 0) + Math.min(event.article_count ?? 0, 5) / 5 +
    (year && event.start?.startsWith(year) ? 0.5 : 0) - (event.factuality === "denied" ? 1 : 0);
}
