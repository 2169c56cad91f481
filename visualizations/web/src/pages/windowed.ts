/**
 * Events of a window of time. By the day they happened they come through REST; by the day they were reported, and the
 * places of more events than a page lists, through SPARQL.
 */

import * as api from "../api";
import type { Window } from "../charts/brush";
import type { EventRow, Thing } from "../shapes";
import { type Row, select, value } from "../sparql";

const PAGE = 200;
/** More are not listed; the map counts all. */
export const MOST = 400;
const MOST_PLACES = 600;

export interface Asked {
  by: "event" | "publication";
  window: Window | null;
  participant: Thing | null;
  type: string | null;
  /** Only events there. */
  place: Thing | null;
  /** Without those of no date. */
  dated: boolean;
  base: string;
}

export interface Placed {
  place: Thing;
  /** Of which `events` are listed. */
  count: number;
  events: EventRow[];
}

export async function readEvents(asked: Asked): Promise<{ events: EventRow[]; total: number }> {
  if (asked.by === "publication" && asked.window) return reportedIn(asked);
  const { window, participant, type, place } = asked;
  const events: EventRow[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const page: Awaited<ReturnType<typeof api.events>> = await api.events({
      participant: participant?.id ?? null, place: place?.id ?? null, type: type ? [type] : [], limit: PAGE, cursor,
      ...(window ? { from: window.from, to: window.to } : {}),
    });
    events.push(...page.items);
    [cursor, total] = [page.next, page.total?.value ?? events.length];
  } while (cursor !== null && events.length < MOST);
  return { events, total };
}

/** Events that some article of these days tells of, the first reported first. */
async function reportedIn(asked: Asked): Promise<{ events: EventRow[]; total: number }> {
  const pattern = patternOf(asked);
  const [counted, rows] = await Promise.all([
    select(`${PREFIXES} SELECT (COUNT(DISTINCT ?event) AS ?total) WHERE { ${pattern} }`),
    select(`${PREFIXES} SELECT ?event ?label ?class ?start ?end ?place ?name ?kind ?lat ?long WHERE {
      { SELECT ?event (MIN(STR(?published)) AS ?first) (SAMPLE(?type) AS ?class) WHERE { ${pattern} } GROUP BY ?event ORDER BY ?first LIMIT ${MOST} }
      OPTIONAL { ?event skos:prefLabel ?label }
      OPTIONAL { ?event kg:startDate ?start } OPTIONAL { ?event kg:endDate ?end }
      OPTIONAL { ?event kg:place|kg:destination ?place . ?place skos:prefLabel ?name ; a ?kind . OPTIONAL { ?place geo:lat ?lat ; geo:long ?long } }
    } ORDER BY ?first ?event`),
  ]);
  return { events: eventsOf(rows, asked.base), total: Number(value(counted[0] ?? {}, "total") ?? 0) };
}

/** How many events there are at each place, of all in the window; asked only where not all are listed. */
export async function placesOf(asked: Asked): Promise<Placed[]> {
  const rows = await select(`${PREFIXES} SELECT ?place ?name ?kind ?lat ?long (COUNT(DISTINCT ?event) AS ?count) WHERE {
      ${patternOf(asked)} ?event kg:place|kg:destination ?place . ?place skos:prefLabel ?name ; a ?kind .
      OPTIONAL { ?place geo:lat ?lat ; geo:long ?long }
    } GROUP BY ?place ?name ?kind ?lat ?long ORDER BY DESC(?count) LIMIT ${MOST_PLACES}`);
  return rows.flatMap((row) => {
    const place = placeOf(row, asked.base);
    return place ? [{ place, count: Number(value(row, "count") ?? 0), events: [] }] : [];
  });
}

const PREFIXES = `PREFIX kg: <https://w3id.org/newsgraph/ontology#>
  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>`;

/**
 * What an event of the window is, as a graph pattern. Its type is what claims say, since an event that is denied has none
 * in the graph; dates of any precision compare by their beginnings.
 */
function patternOf({ by, window, participant, type, place, dated }: Asked): string {
  const day = (text: string): string => text.replace(/[^\d-]/g, "");
  const parts: string[] = [];
  if (by === "publication" && window) {
    parts.push(`?article kg:published ?published . FILTER(STR(?published) >= "${day(window.from)}" && STR(?published) < "${day(window.to)}~")
      ?claim kg:assertedIn ?article ; rdf:predicate rdf:type ; rdf:subject ?event ; rdf:object ?type .`);
  } else {
    parts.push("?claim rdf:predicate rdf:type ; rdf:subject ?event ; rdf:object ?type .");
    if (window) {
      parts.push(`?event kg:startDate ?from . OPTIONAL { ?event kg:endDate ?until } BIND(STR(COALESCE(?until, ?from)) AS ?last)
        FILTER(STR(?from) <= "${day(window.to)}" && CONCAT(?last, "~") >= "${day(window.from)}")`);
    }
  }
  if (dated && !window) parts.push("FILTER EXISTS { ?event kg:startDate ?any }");
  if (type && /^\w+$/.test(type)) parts.push(`FILTER(?type = kg:${type})`);
  if (participant && isPlain(participant.iri)) parts.push(`?event ?part <${participant.iri}> .`);
  if (place && isPlain(place.iri)) parts.push(`?event kg:place|kg:destination <${place.iri}> .`);
  return parts.join(" ");
}

const isPlain = (iri: string): boolean => /^[^<>"{}|\\^`\s]+$/.test(iri);

/** Rows of one event each with one of its places, as events. */
function eventsOf(rows: Row[], base: string): EventRow[] {
  const events = new Map<string, EventRow>();
  for (const row of rows) {
    const iri = value(row, "event") ?? "";
    const event: EventRow = events.get(iri) ?? {
      id: idOf(iri, base), iri, label: value(row, "label") ?? local(value(row, "class")), type: local(value(row, "class")), kind: "event",
      start: value(row, "start"), end: value(row, "end"), roles: [],
    };
    events.set(iri, event);
    const entity = placeOf(row, base);
    if (entity && !event.roles.some((role) => role.entity?.iri === entity.iri)) event.roles.push({ role: "place", entity });
  }
  return [...events.values()];
}

function placeOf(row: Row, base: string): Thing | null {
  const iri = value(row, "place");
  if (iri === null) return null;
  const degrees = (name: string): number | null => (value(row, name) === null ? null : Number(value(row, name)));
  return { id: idOf(iri, base), iri, label: value(row, "name") ?? "", type: local(value(row, "kind")), kind: "entity", latitude: degrees("lat"), longitude: degrees("long") };
}

const local = (iri: string | null): string => iri?.split("#").at(-1) ?? "Other";

/** As the server names it: what follows the kind; an address of another base is its own id. */
const idOf = (iri: string, base: string): string => (iri.startsWith(base) ? iri.slice(base.length).replace(/^[^/]*\//, "") : iri);

/** Events by the place they happen at; those that tell of none are in none. */
export function placed(events: EventRow[]): Map<string, Placed> {
  const places = new Map<string, Placed>();
  for (const event of events) {
    for (const { role, entity } of event.roles) {
      if (!entity || !["place", "destination"].includes(role)) continue;
      const known = places.get(entity.id) ?? { place: entity, count: 0, events: [] };
      if (!known.events.includes(event)) known.count = known.events.push(event);
      places.set(entity.id, known);
    }
  }
  return places;
}
