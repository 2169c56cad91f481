/** The connections of an entity: a count per relation and direction, opened 25 at a time. */

import { h } from "../dom";
import type { RelationCount } from "../shapes";
import { expansionKey, type View } from "../view";
import { count, isRole, words } from "../words";

export function relationList(id: string, counts: RelationCount[], view: View, open: (relation: RelationCount) => void): HTMLElement {
  const roles = counts.filter(({ property, direction }) => direction === "in" && isRole(property));
  const facts = counts.filter((one) => !roles.includes(one));
  const rows = (some: RelationCount[]) => some.map((one) => row(id, one, view, open));
  return h("div", { class: "relations" },
    counts.length === 0 ? h("p", { class: "hint" }, "Nothing connects to this yet.") : null,
    facts.length ? h("h2", {}, "Connections") : null, facts.length ? h("ul", {}, ...rows(facts)) : null,
    roles.length ? h("h2", {}, "Events it takes part in") : null, roles.length ? h("ul", {}, ...rows(roles)) : null);
}

function row(id: string, relation: RelationCount, view: View, open: (relation: RelationCount) => void): HTMLElement {
  const { property, direction } = relation;
  const opened = view.expansions.get(expansionKey(id, property, direction));
  const done = opened !== undefined && opened.next === null;
  const inward = direction === "in";
  const name = inward && isRole(property) ? `as ${words(property)}` : words(property);
  const number = opened ? `${count(opened.loaded)} of ${count(opened.total)}` : count(relation.count);
  return h("li", {},
    h("button", { type: "button", class: "relation", disabled: done, onclick: () => open(relation) },
      h("span", { class: "arrow", "aria-hidden": "true" }, inward ? "←" : "→"),
      h("span", {}, name, h("span", { class: "unseen" }, inward ? " (incoming) " : " (outgoing) ")),
      h("span", { class: "number" }, number), h("span", { class: "sign", "aria-hidden": "true" }, done ? "✓" : "+")));
}
