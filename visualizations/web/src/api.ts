/** The explorer's only way to the outside: the REST interface of the server the page came from. */

import type {
  ArticleRecord, Direction, Entity, EventCard, Evidence, Hit, Meta, Neighbors, Page, RelationCount, Statement, Thing,
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

type Query = Record<string, string | number | null | undefined>;

async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const address = new URL(`v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) address.searchParams.set(name, String(value));
  }
  let response: Response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, "The server does not answer", "Start it with “kg serve”, then try again.");
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw problemOf(response, body);
  return body as T;
}

function problemOf(response: Response, body: unknown): Problem {
  const { title, detail, trace_id: trace } = (body ?? {}) as { title?: string; detail?: string; trace_id?: string };
  return new Problem(response.status, title ?? `The server answered ${response.status}`, detail ?? "", trace ?? null);
}

const path = (...parts: string[]): string => parts.map(encodeURIComponent).join("/");

export const search = (q: string, limit: number, signal?: AbortSignal): Promise<Page<Hit>> =>
  get("search", { q, limit }, signal);

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

const records = new Map<string, Promise<ArticleRecord>>();

/** What an article says and where; asked for once. */
export function record(article: string): Promise<ArticleRecord> {
  const known = records.get(article) ?? get<ArticleRecord>(path("articles", article, "record"));
  records.set(article, known);
  known.catch(() => records.delete(article));
  return known;
}

export const meta = (): Promise<Meta> => get("meta");
