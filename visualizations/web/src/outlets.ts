/** Which outlets report the lines on screen. */

import { select, value } from "./sparql";
import { edgeKey, outletsOf, type View } from "./view";

/** Asks for lines of which it is not known yet; whether there were any. */
export async function learnOutlets(view: View): Promise<boolean> {
  const unknown = [...view.edges].filter(([key]) => !outletsOf.has(key));
  if (unknown.length === 0) return false;
  const ids = new Map([...view.nodes.values()].map(({ id, iri }) => [iri, id]));
  const subjects = new Set(unknown.map(([, { source }]) => view.nodes.get(source)?.iri ?? "").filter(isPlain));
  const found = new Map(unknown.map(([key]) => [key, new Set<string>()]));
  for (const row of subjects.size ? await select(question([...subjects])) : []) {
    const [source, target] = [ids.get(value(row, "s") ?? ""), ids.get(value(row, "o") ?? "")];
    const property = value(row, "p")?.split("#").at(-1);
    if (source && target && property) found.get(edgeKey({ id: "", source, target, property }))?.add(value(row, "outlet") ?? "");
  }
  for (const [key, outlets] of found) outletsOf.set(key, outlets);
  return true;
}

const isPlain = (iri: string): boolean => /^[^<>"{}|\\^`\s]+$/.test(iri);

const question = (subjects: string[]): string => `
  PREFIX kg: <https://w3id.org/newsgraph/ontology#>
  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  SELECT DISTINCT ?s ?p ?o ?outlet WHERE {
    VALUES ?s { ${subjects.map((iri) => `<${iri}>`).join(" ")} }
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:assertedIn/kg:publisher ?outlet .
    FILTER(isIRI(?o))
  }`;
