/** The line under a name: an office only where a sentence surely says so. */

import type { Entity } from "./shapes";

const SURE = 0.6;

/** Of several offices the one that most sentences give. The server's own line may name any of them. */
export function describe({ description, facts = [] }: Entity): string | null {
  const offices = facts.filter(({ property }) => property === "holdsPosition");
  if (!offices.length) return description ?? null;
  const [best] = offices
    .filter(({ confidence, factuality }) => confidence >= SURE && factuality === "asserted")
    .sort((a, b) => b.evidence_count - a.evidence_count || b.confidence - a.confidence);
  const named = offices.map(({ value }) => value).find((value) => description === value || description?.startsWith(`${value}, `));
  const rest = named === undefined ? description : description?.slice(named.length + 2);
  return [best?.value, rest].filter(Boolean).join(", ") || null;
}
