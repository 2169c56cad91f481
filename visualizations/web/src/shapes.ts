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
  claims?: number;
  country?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  start?: string | null;
  end?: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total?: Total;
  /** Over all of the evidence, not only the page in hand. */
  sources?: Independence | null;
}

export interface Independence {
  independent: number;
  articles: number;
}

export interface Total {
  value: number;
  relation: "eq" | "gte";
}

export interface Hit extends Thing {
  /** The alias, headline or sentence that matched, when it is not the label. */
  matched?: string | null;
  field?: "names" | "headlines" | "sentences";
  /** The address of the sentence. */
  passage?: string | null;
}

export interface Fact {
  id: string;
  property: string;
  value: string;
  evidence_count: number;
  confidence: number;
  factuality: Factuality;
}

export interface Entity extends Thing {
  aliases?: string[];
  facts?: Fact[];
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
  claim?: string;
  property?: string;
  object?: Thing | null;
  value?: string | null;
  wording?: string | null;
  quantities?: Figure[];
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
  judged?: Verdict | null;
}

/** What a person found on reading the sentence. */
export interface Verdict {
  judgement: "confirmed" | "rejected";
  who: string;
  why: string;
  when: string;
}

/** What one article says of something; `statement` and `claim` together are judged. */
export interface Claim extends Evidence {
  claim: string;
  property: string;
  subject: Thing;
  statement: string;
}

/** A state in which an article was seen, and what it changed against the one before. */
export interface ArticleVersion {
  number: number;
  added: string | null;
  changes: { sentences_removed: number; sentences_added: number; headline: boolean; figures: boolean; claims: boolean } | null;
}

/** Of an article record, what the explorer reads: the text, and where in it things are. */
export interface ArticleRecord {
  article: Article & { text: string; author?: string | null };
  entities: RecordEntity[];
  relations: RecordRelation[];
  events: RecordEvent[];
  discarded?: (Mention & { reason: string })[];
}

export interface RecordEntity {
  id: string;
  iri?: string | null;
  type: string;
  name: string;
  aliases?: string[];
  mentions: (Mention & { kind?: string })[];
  confidence?: number;
}

export interface RecordRelation {
  id: string;
  subject: string;
  predicate: string;
  object?: string | null;
  value?: string | null;
  factuality?: Factuality;
  evidence: Mention;
  confidence?: number;
  rule?: string;
}

export interface RecordEvent {
  id: string;
  iri?: string | null;
  type: string;
  trigger: Mention;
  roles: { role: string; start?: number; end?: number; entity?: string; text?: string }[];
  time?: { value: string | null; text?: string } | null;
  quantities?: Figure[];
  attribution?: { entity?: string; text?: string } | null;
  factuality?: Factuality;
  evidence: Mention;
  confidence?: number;
  rule?: string;
}

/** Half open, in code points of the text. */
export interface Mention {
  start: number;
  end: number;
  text?: string;
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
  language?: string | null;
  agency?: string | null;
  /** The article whose text this one repeats. */
  copy_of?: string | null;
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
  article_count?: number;
  roles: Role[];
  quantities: Figure[];
  evidence: Evidence[];
  sources?: Independence | null;
}

/** An event as listed. */
export type EventRow = Omit<EventCard, "quantities" | "evidence" | "sources">;

export interface Meta {
  counts?: { articles?: number; entities?: number; events?: number; statements?: number };
  oldest_article?: string | null;
  newest_article?: string | null;
  examples?: Thing[];
  base?: string;
  types?: Record<string, number>;
  writable?: boolean;
  limits?: Record<string, number>;
}
