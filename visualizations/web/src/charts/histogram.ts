/** Counts over days as bars: a small one for cards. */

import { h, svg } from "../dom";
import { date, plural } from "../words";

export interface Bin {
  /** A day, month or year, as a date begins. */
  start: string;
  count: number;
}

type Unit = "day" | "month" | "year";
const LENGTH: Record<Unit, number> = { day: 10, month: 7, year: 4 };
const MOST_BINS = 120;

/** Bins without gaps from the first date to the last, in the finest unit that stays readable. */
export function bins(dates: (string | null)[], unit = unitFor(dates)): Bin[] {
  const counts = new Map<string, number>();
  for (const value of dates) {
    if (!value) continue;
    const key = value.slice(0, LENGTH[unit]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return filled([...counts].map(([start, count]) => ({ start, count })), unit);
}

export function filled(some: Bin[], unit: Unit): Bin[] {
  const known = new Map(some.map(({ start, count }) => [start.slice(0, LENGTH[unit]), count]));
  const keys = [...known.keys()].filter((key) => key.length === LENGTH[unit]).sort();
  const [from, to] = [keys[0], keys.at(-1)];
  if (!from || !to) return [];
  const all: Bin[] = [];
  for (let at = from; at <= to && all.length < 5000; at = next(at, unit)) all.push({ start: at, count: known.get(at) ?? 0 });
  return all;
}

export function unitFor(dates: (string | null)[]): Unit {
  const known = dates.filter((value): value is string => value !== null && value !== undefined).sort();
  const [from, to] = [known[0], known.at(-1)];
  if (!from || !to) return "day";
  const days = (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000;
  if (days <= MOST_BINS) return "day";
  return days / 30 <= MOST_BINS ? "month" : "year";
}

export function next(key: string, unit: Unit): string {
  const moment = new Date(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5, 7) || 1) - 1, Number(key.slice(8, 10) || 1)));
  if (unit === "day") moment.setUTCDate(moment.getUTCDate() + 1);
  else if (unit === "month") moment.setUTCMonth(moment.getUTCMonth() + 1);
  else moment.setUTCFullYear(moment.getUTCFullYear() + 1);
  return moment.toISOString().slice(0, LENGTH[unit]);
}

/** The small picture of a card, with its words for those who do not see it. */
export function histogram(dates: (string | null)[]): HTMLElement {
  const all = bins(dates);
  const undated = dates.filter((value) => !value).length;
  if (all.length === 0) return h("p", { class: "hint" }, `${plural(undated, "event")} without a date`);
  const most = Math.max(...all.map(({ count }) => count));
  const width = 600 / all.length;
  const bars = all.map(({ start, count }, index) =>
    svg("rect", { x: index * width, y: 44 - (count / most) * 42, width: Math.max(1, width - 1), height: (count / most) * 42 },
      svg("title", {}, `${date(start)}: ${plural(count, "event")}`)));
  const [first, last] = [all[0]!, all.at(-1)!];
  const span = first === last ? date(first.start) : `${date(first.start)} – ${date(last.start)}`;
  const coarse = dates.filter((value) => value && value.length < first.start.length).length;
  const caption = `${span}${coarse ? `; ${coarse} known only by month or year` : ""}${undated ? `; ${undated} undated` : ""}`;
  return h("figure", { class: "spark" },
    svg("svg", { viewBox: "0 0 600 44", preserveAspectRatio: "none", role: "img", "aria-label": `Events over time, ${caption}` }, ...bars),
    h("figcaption", { class: "hint" }, caption));
}
