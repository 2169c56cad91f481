/** How names of the vocabulary and values read to people. */

import type { Factuality } from "./shapes";

const ROLES = new Set([
  "agent", "patient", "recipient", "beneficiary", "place", "origin", "destination", "instrument", "topic", "cause",
  "participant",
]);

const FACTUALITY: Record<Factuality, string> = {
  asserted: "stated as fact",
  claimed: "claimed by a source",
  denied: "denied",
  planned: "planned",
  possible: "possible",
};

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat();

export const isRole = (property: string): boolean => ROLES.has(property);

/** "headOfState" → "head of state". */
export function words(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

/** "StateOfEmergency" → "State of emergency". */
export function title(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const count = (value: number): string => NUMBER.format(value);

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** "Facility" → "facilities". */
export function several(type: string): string {
  const name = words(type);
  if (name.endsWith("person")) return name.replace(/person$/, "people");
  return /[^aeiou]y$/.test(name) ? name.replace(/y$/, "ies") : /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** A date of any precision ("2022", "2022-01", "2022-01-07", an interval with "/"); what is no date stays as it is. */
export function date(value: string | null | undefined): string {
  if (!value) return "undated";
  const [from, to] = value.split("/");
  if (to) return `${date(from)} – ${date(to)}`;
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value);
  if (!match) return value;
  const [, year, month, day] = match;
  if (!month) return year ?? value;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return (day ? DAY : MONTH).format(moment);
}

export function factuality(value: Factuality | null | undefined): string {
  return value ? FACTUALITY[value] ?? words(value) : "";
}

export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? "" : `${Math.round(value * 100)} % sure`;

/** Dashed on the canvas: not surely so. */
export function isUncertain(fact: { confidence?: number | null; factuality?: Factuality | null }): boolean {
  return (fact.confidence ?? 1) < 0.7 || (fact.factuality ?? "asserted") !== "asserted";
}
