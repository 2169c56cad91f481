/** What is on screen as JSON-LD 1.1, in the terms of the ontology. */

import { isEvent } from "../palette";
import { shownEdges, shownNodes, type View } from "../view";

const KG = "https://w3id.org/newsgraph/ontology#";
const CLASSES: Record<string, string> = { Event: "NamedEvent" };

export function toJsonld(view: View): Blob {
  const edges = shownEdges(view);
  const iris = new Map(shownNodes(view).map(({ id, iri }) => [id, iri]));
  const things = shownNodes(view).map((thing) => {
    const stated: Record<string, unknown> = {};
    for (const { source, target, property } of edges) {
      if (source !== thing.id) continue;
      stated[property] = [...((stated[property] as unknown[]) ?? []), { "@id": iris.get(target) }];
    }
    const type = isEvent(thing) ? thing.type : CLASSES[thing.type] ?? thing.type;
    const dates = Object.fromEntries([["startDate", thing.start], ["endDate", thing.end]].filter(([, value]) => value));
    return { "@id": thing.iri, "@type": type, prefLabel: thing.label, ...dates, ...stated };
  });
  const context = { "@vocab": KG, prefLabel: "http://www.w3.org/2004/02/skos/core#prefLabel" };
  return new Blob([JSON.stringify({ "@context": context, "@graph": things }, null, 2)], { type: "application/ld+json" });
}
