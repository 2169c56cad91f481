/** Decisions of readers on what is the same. */

import * as api from "../api";
import type { Article, Claim, Thing, Verdict } from "../shapes";

export interface Side {
  /** The entity or event of one article that the question is about. */
  key: string;
  name: string;
  thing: Thing;
  article_count: number;
  article: Article | null;
}

export interface Question {
  subject: "entity" | "event" | "claim";
  left: Side;
  right: Side;
  joined: boolean;
  score: number;
  rule: string;
  why: string;
  value: number;
}

export interface Decided {
  /** By which it can be undone. */
  action: number;
  graphs_changed: number;
  things: Thing[];
}

let offered: Promise<boolean> | null = null;

/** Whether this server takes decisions: it has the resources, and does not only read. */
export function curating(): Promise<boolean> {
  offered ??= Promise.all([api.offers("/v1/review", "get"), api.meta().then(({ writable }) => writable !== false)])
    .then((answers) => answers.every(Boolean));
  return offered;
}

export const questions = (limit: number): Promise<{ items: Question[] }> => api.get("review", { limit });

export const answer = (left: string, right: string, judgement: "same" | "different"): Promise<Decided> =>
  api.post("review/decisions", { left, right, judgement });

export const judge = ({ statement, claim }: Claim, status: Verdict["judgement"]): Promise<Decided> =>
  api.patch(api.path("statements", statement), { status, claims: [claim] });

/** One decision in force. `left` and `right` are entities or events of articles, as `ARTICLE#ID`. */
export interface Decision {
  action: number;
  subject: Question["subject"] | "label";
  left: string;
  right: string;
  judgement: string;
  who: string;
  when: string;
  predicate?: string | null;
  value?: string | null;
  sentence?: string | null;
}

/** The decisions in force, the newest first; those about one thing, if its address is given. */
export const decisions = async (about?: string): Promise<Decision[]> =>
  (await api.get<{ items: Decision[] }>("decisions", { about, limit: 200 })).items;

export const undo = (action: number): Promise<Decided> => api.post(`decisions/${action}/undo`, { why: "" });
