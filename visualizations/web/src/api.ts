/** The explorer's only way to the outside: the REST interface of the server the page came from. */

import type {
  Article, ArticleRecord, ArticleVersion, Claim, Direction, Edge, Entity, EventCard, EventRow, Evidence, Hit, Meta,
  Neighbors, Page, RelationCount, Statement, Thing,
} from "./shapes";

/** What went wrong, in the server's words (RFC 9457) where it sent any. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly heading: string,
    detail: string,
    readonly trace: string | null = null,
  ) {
    super(detail);
  }
}

type Query = Record<string, string | number | boolean | null | undefined | string[]>;

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(`v1/${path}`, query, signal ? { signal } : {});
}

/** Sends JSON; what the server needs to know who writes (a token) is asked of the reader once and kept for the tab. */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask<T>(`v1/${path}`, {}, { method: "POST", headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) });
}

/** A change of one thing, as JSON. */
export async function patch<T>(path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask<T>(`v1/${path}`, {}, { method: "PATCH", headers, body: JSON.stringify(body) });
}

/** Files as a form. */
export const upload = <T>(path: string, form: FormData): Promise<T> =>
  ask<T>(`v1/${path}`, {}, { method: "POST", body: form });

export const remove = <T>(path: string): Promise<T> => ask<T>(`v1/${path}`, {}, { method: "DELETE" });

const TOKEN = "newsgraph-token";
export const setToken = (token: string): void => sessionStorage.setItem(TOKEN, token);

function authorized(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function ask<T>(path: string, query: Query, init: RequestInit): Promise<T> {
  const headers = { Accept: "application/json", ...authorized(), ...init.headers };
  const response = await reach(path, query, { ...init, headers });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw problemOf(response, body);
  return body as T;
}

async function reach(path: string, query: Query, init: RequestInit): Promise<Response> {
  const address = new URL(path, document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") address.searchParams.append(name, String(one));
    }
  }
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem(0, "The server does not answer", "Start it with “kg serve”, then try again.");
  }
}

/** A page made by the server, as a file. */
export async function page(path: string, body: unknown): Promise<Blob> {
  const init = { method: "POST", headers: { "Content-Type": "application/json", Accept: "text/html", ...authorized() }, body: JSON.stringify(body) };
  const response = await reach(`v1/${path}`, {}, init);
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return response.blob();
}

/** A server of another version may lack a whole page's resources: then the page says so. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Problem && [404, 405, 501].includes(error.status);

function problemOf(response: Response, body: unknown): Problem {
  const { title, detail, trace_id: trace } = (body ?? {}) as { title?: string; detail?: string; trace_id?: string };
  return new Problem(response.status, title ?? `The server answered ${response.status}`, detail ?? "", trace ?? null);
}

export const path = (...parts: string[]): string => parts.map(encodeURIComponent).join("/");

export const search = (q: string, limit: number, signal?: AbortSignal, field: Hit["field"][] = []): Promise<Page<Hit>> =>
  get("search", { q, limit, field: field.flatMap((one) => one ?? []) }, signal);

export const entity = (id: string): Promise<Entity> => get(path("entities", id));

export const event = (id: string): Promise<EventCard> => get(path("events", id));

export async function relations(id: string): Promise<RelationCount[]> {
  const answer = await get<Thing & { relations: RelationCount[] }>(path("entities", id, "relations"));
  return answer.relations;
}

export interface Asked {
  property: string;
  direction: Direction;
  limit: number;
  cursor?: string | null;
}

export const neighbors = (id: string, asked: Asked): Promise<Neighbors> =>
  get(path("entities", id, "neighbors"), { ...asked });

export const statements = (subject: string, limit: number, cursor: string | null): Promise<Page<Statement>> =>
  get("statements", { subject, limit, cursor });

export const evidence = (statement: string): Promise<Page<Evidence>> => get(path("statements", statement, "evidence"));

/** The statements between things, by their addresses. */
export const subgraph = (iris: string[]): Promise<{ nodes: Thing[]; edges: Edge[] }> => post("subgraph", { ids: iris });

const records = new Map<string, Promise<ArticleRecord>>();

/** What an article says and where; asked for once. */
export function record(article: string): Promise<ArticleRecord> {
  const known = records.get(article) ?? get<ArticleRecord>(path("articles", article, "record"));
  records.set(article, known);
  known.catch(() => records.delete(article));
  return known;
}

let known: { at: number; meta: Promise<Meta> } | null = null;

/** What the server holds; asked again after a while. */
export function meta(): Promise<Meta> {
  if (known && Date.now() - known.at < 30_000) return known.meta;
  known = { at: Date.now(), meta: get<Meta>("meta") };
  known.meta.catch(() => (known = null));
  return known.meta;
}

export interface EventsAsked {
  participant?: string | null;
  place?: string | null;
  type?: string[];
  from?: string | null;
  to?: string | null;
  q?: string | null;
  source?: string | null;
  bbox?: string | null;
  cursor?: string | null;
  limit?: number;
}

export const events = (asked: EventsAsked, signal?: AbortSignal): Promise<Page<EventRow>> =>
  get("events", { ...asked }, signal);

export const articlesAbout = (entity: string, limit: number, cursor: string | null): Promise<Page<Article>> =>
  get(path("entities", entity, "articles"), { limit, cursor });

export const articles = (limit: number, cursor: string | null, source?: string): Promise<Page<Article>> =>
  get("articles", { limit, cursor, source });

export const article = (id: string): Promise<Article> => get(path("articles", id));

/** The states in which an article was seen, newest first; none where the server does not keep them. */
export async function versions(id: string): Promise<ArticleVersion[]> {
  try {
    return (await get<Page<ArticleVersion>>(path("articles", id, "versions"), { limit: 100 })).items;
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const CLAIMS_AT_ONCE = 200;

/** All that was read out of an article, claim by claim, as people judged it. */
export async function articleClaims(id: string): Promise<Claim[]> {
  const claims: Claim[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Claim> = await get(path("articles", id, "claims"), { limit: CLAIMS_AT_ONCE, cursor });
    claims.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return claims;
}

export interface Counted {
  bucket: "day" | "month" | "year";
  total: number;
  items: { date: string; count: number }[];
  coarser: { date: string; count: number }[];
  undated: number;
}

export const eventCounts = (asked: EventsAsked & { bucket: Counted["bucket"]; of: "event" | "publication" }): Promise<Counted> =>
  get("events/histogram", { ...asked });

export interface Conflict {
  subjects: Thing[];
  disputed: boolean;
  sources: number;
  claims: Evidence[];
  relations: { claim: string; relation: "conflictsWith" | "supersedes"; other: string }[];
}

export const conflicts = (asked: { about?: string; disputed?: boolean; limit: number; cursor: string | null }): Promise<Page<Conflict>> =>
  get("conflicts", { ...asked });

export interface Hop {
  source: Thing;
  target: Thing;
  statements: Statement[];
  evidence: Evidence | null;
}

export interface Way {
  length: number;
  cost: number;
  hops: Hop[];
}

export const paths = (asked: { from: string; to: string; k: number; max_hops: number; avoid_hubs: boolean }, signal?: AbortSignal): Promise<{ items: Way[] }> =>
  get("paths", { ...asked }, signal);

export interface Outlet {
  name: string;
  article_count: number;
  copy_count: number;
  event_count: number;
  exclusive_event_count: number;
  oldest_article: string | null;
  newest_article: string | null;
}

export const outlets = (limit: number, cursor: string | null): Promise<Page<Outlet>> => get("sources", { limit, cursor });

export const outlet = (name: string): Promise<Outlet> => get(path("sources", name));

let description: Promise<{ paths: Record<string, Record<string, unknown>> }> | null = null;

/** Whether this server has a resource at all, by its own description. */
export async function offers(pathTemplate: string, method: "get" | "post" | "delete"): Promise<boolean> {
  description ??= ask("openapi.json", {}, {});
  try {
    return method in ((await description).paths[pathTemplate] ?? {});
  } catch {
    description = null;
    return false;
  }
}
