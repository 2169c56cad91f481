/** An event opened: those who take part in it. */

import type { Edge, EventCard, Thing } from "./shapes";

/** Stands for "all roles" where the opening of an event is remembered. */
export const ROLES = "*";

/** Nodes and edges of an event; roles the text fills with a mere phrase stay on its card. */
export function around(card: EventCard): { nodes: Thing[]; edges: Edge[] } {
  const filled = card.roles.flatMap((role) => (role.entity ? [{ ...role, entity: role.entity }] : []));
  const edges = filled.map(
    (role): Edge => ({
      id: role.statement ?? "",
      source: card.id,
      target: role.entity.id,
      property: role.role,
      confidence: role.confidence ?? card.confidence ?? null,
      factuality: role.factuality ?? card.factuality ?? null,
      evidence_count: role.evidence_count ?? 1,
    }),
  );
  return { nodes: filled.map((role) => role.entity), edges };
}
