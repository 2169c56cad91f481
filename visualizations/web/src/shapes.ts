/** The resources of the REST interface, as the explorer reads them. */

export interface Thing {
  id: string;
  iri: string;
  label: string;
  type: string;
  /** Events are drawn as diamonds and have a card of their own. */
  kind?: "entity" | "event" | "article" | "source" | "other";
  /** One line that tells namesakes apart. */
  description?: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total?: Total;
}

export interface Total {
  value: number;
  relation: "eq" | "gte";
}

export interface Hit extends Thing {
  /** The alias that matched, when it is not the label. */
  matched?: string | null;
}

export interface Entity extends Thing {
  aliases?: string[];
  country?: string | null;
  same_as?: string[];
  article_count?: number;
}

export type Direction = "in" | "out";

export interface RelationCount {
  property: string;
  direction: Direction;
  count: number;
}

export type Factuality = "asserted" | "claimed" | "denied" | "planned" | "possible";

export interface Edge {
  id: string;
  source: string;
  target: string;
  property: string;
  valid_from?: string | null;
  confidence?: number | null;
  factuality?: Factuality | null;
  evidence_count?: number;
}

export interface Neighbors {
  nodes: Thing[];
  edges: Edge[];
  total: Total;
  next: string | null;
}

/** Half open, in Unicode code points of the article's text. */
export type Offsets = [number, number];

export interface Evidence {
  sentence: string;
  offsets: { unit: "codepoint"; sentence: Offsets };
  /** Other sentences of the article that the same claim rests on. */
  further?: { sentence: string; offsets: { unit: "codepoint"; sentence: Offsets } }[];
  article: Article | null;
  extraction: { method?: string | null; model?: string | null; rule?: string | null; confidence?: number | null };
  factuality?: Factuality | null;
  attributed_to?: Voucher | null;
  conflicts_with?: string[];
  supersedes?: string[];
}

/** Of an article record, what tells where in the text its things are. */
export interface ArticleRecord {
  entities: { id: string; iri?: string | null; mentions: Mention[] }[];
  events: { iri?: string | null; trigger: Mention; roles: { start?: number; end?: number; entity?: string }[]; evidence: Mention }[];
}

export interface Mention {
  start: number;
  end: number;
}

/** Who vouches for a claim: a known entity, or the wording of the text. */
export interface Voucher {
  id?: string | null;
  label: string;
}

export interface Article {
  id: string;
  title?: string | null;
  publisher?: string | null;
  published?: string | null;
  url?: string | null;
  deeplink?: string | null;
}

export interface Statement {
  id: string;
  subject: Thing;
  property: string;
  object: Thing | null;
  value?: string | null;
  confidence?: number | null;
  factuality?: Factuality | null;
  evidence_count?: number;
}

export interface Role {
  role: string;
  entity?: Thing | null;
  text?: string | null;
  statement?: string | null;
  evidence_count?: number;
  confidence?: number | null;
  factuality?: Factuality | null;
}

export interface Figure {
  what: string;
  value: number | null;
  modifier?: string | null;
  unit?: string | null;
  text?: string | null;
  attributed_to?: Voucher | null;
  article?: Article | null;
}

export interface EventCard extends Thing {
  start?: string | null;
  end?: string | null;
  confidence?: number | null;
  factuality?: Factuality | null;
  roles: Role[];
  quantities: Figure[];
  evidence: Evidence[];
}

export interface Meta {
  counts?: { articles?: number; entities?: number; events?: number; statements?: number };
  newest_article?: string | null;
  examples?: Thing[];
}
