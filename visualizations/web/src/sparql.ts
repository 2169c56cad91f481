/** The SPARQL 1.1 Protocol endpoint of the server the page came from. */

import { Problem } from "./api";

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Row = Record<string, Term | undefined>;

export interface Table {
  columns: string[];
  rows: Row[];
}

export type Answer = { kind: "table"; table: Table } | { kind: "boolean"; value: boolean } | { kind: "graph"; text: string };

export async function query(text: string, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(new URL("sparql", document.baseURI), {
      method: "POST", body: text, ...(signal ? { signal } : {}),
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.8" },
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, "The server does not answer", "Start it with “kg serve”, then try again.");
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok) {
    const { title, detail } = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    throw new Problem(response.status, title ?? `The server answered ${response.status}`, detail ?? "");
  }
  if (!type.includes("sparql-results+json")) return { kind: "graph", text: await response.text() };
  const body = (await response.json()) as { boolean?: boolean; head: { vars?: string[] }; results?: { bindings: Row[] } };
  if (body.boolean !== undefined) return { kind: "boolean", value: body.boolean };
  return { kind: "table", table: { columns: body.head.vars ?? [], rows: body.results?.bindings ?? [] } };
}

export async function select(text: string): Promise<Row[]> {
  const answer = await query(text);
  return answer.kind === "table" ? answer.table.rows : [];
}

export const value = (row: Row, name: string): string | null => row[name]?.value ?? null;
