/** The card of an event: when, who in which role, the figures and according to whom, the sentences. */

import { h } from "../dom";
import type { EventCard, Evidence, Role, Thing } from "../shapes";
import { count, date, factuality, words } from "../words";
import { evidenceCard, nameOf } from "./evidence";
import { independent } from "./outlets";
import { rivalFigures } from "./rivals";

export interface Ways {
  open(thing: Thing): void;
  openId(id: string): void;
}

export const period = ({ start, end }: { start?: string | null; end?: string | null }): string | null | undefined =>
  start && end && end !== start ? `${start}/${end}` : start ?? end;

export function eventBody(card: EventCard, ways: Ways): HTMLElement[] {
  const figures = rivalFigures(card.evidence, card.quantities, card.iri, ways);
  return [
    h("dl", { class: "card" },
      h("dt", {}, "When"), h("dd", {}, date(period(card))),
      ...card.roles.flatMap((role) => [h("dt", {}, words(role.role)), h("dd", {}, filler(role, ways))])),
    ...doubt(card),
    ...(figures.length ? [h("h2", {}, "Figures"), ...figures] : []),
    h("h2", {}, `Evidence (${count(card.evidence.length)})`),
    independent(card.evidence, card.sources),
    ...bySurety(card).map((one) => evidenceCard(one, { subject: card.iri }, ways.openId)),
  ];
}

/** Reports of the status that the event has, then what is claimed or doubted; of these the surest first. */
export function bySurety(card: EventCard): Evidence[] {
  const rank = ({ factuality: status, extraction }: Evidence): number =>
    (status === card.factuality ? 2 : status === "asserted" || status === "claimed" ? 1 : 0) + (extraction.confidence ?? 0) / 2;
  return [...card.evidence].sort((a, b) => rank(b) - rank(a));
}

export const doubt = (card: EventCard): HTMLElement[] =>
  card.factuality && card.factuality !== "asserted"
    ? [h("p", { class: `factuality ${card.factuality}` }, `This event is ${factuality(card.factuality)}.`)]
    : [];

export const filler = (role: Role, ways: Ways): Node =>
  role.entity ? nameOf(role.entity, ways.open) : h("q", { dir: "auto" }, role.text ?? "");
