/** Events in time and place: a window of time, a map and a list that always show the same. */

import * as api from "../api";
import { Brush, type Window } from "../charts/brush";
import { filled, next, unitFor } from "../charts/histogram";
import { h } from "../dom";
import { EventMap, type Spot } from "../map/map";
import { type Opener, type Route, type Site, style } from "../router";
import type { EventRow, Thing } from "../shapes";
import { count, plural, title } from "../words";
import { eventLine, problem, thingLink } from "./common";
import { type Asked, placed, type Placed, placesOf, readEvents } from "./windowed";

const LISTED = 60;

interface State {
  by: "event" | "publication";
  window: Window | null;
  undated: boolean;
  who: string | null;
  type: string | null;
  at: string | null;
}

export const open: Opener = async (route, site) => {
  await style("map");
  const view = new EventsPage(stateOf(route), site);
  await view.prepare();
  return {
    title: "Events in time and place",
    content: [view.element],
    keys: [
      { press: [" "], does: "play or stop", act: () => view.play() },
      { press: ["ArrowLeft"], does: "window one step earlier", act: () => view.shift(-1) },
      { press: ["ArrowRight"], does: "window one step later", act: () => view.shift(1) },
      { press: ["x"], does: "show what is listed in Explore", act: () => view.explore() },
    ],
    shown: () => void view.start(),
    leave: () => view.leave(),
  };
};

function stateOf({ query }: Route): State {
  const [from, to] = [query.get("from"), query.get("to")];
  return {
    by: query.get("by") === "publication" ? "publication" : "event",
    window: from && to ? { from, to } : null, undated: query.get("undated") !== "no",
    who: query.get("who"), type: query.get("type"), at: query.get("at"),
  };
}

class EventsPage {
  readonly element = h("div", { class: "sheet wide time-place" });
  readonly #site: Site;
  readonly #map = new EventMap((spot) => this.#at(spot?.id ?? null));
  readonly #chart = h("div", { class: "chart-host" });
  readonly #list = h("div", { class: "event-list", tabindex: 0, role: "region", "aria-label": "Events" });
  readonly #filters = h("div", { class: "filters" });
  #state: State;
  #brush: Brush | null = null;
  #shown: EventRow[] = [];
  #who: Thing | null = null;
  #base = "";
  /** What the chart shows: the list begins with it. */
  #span: [string, string] = ["", ""];
  #turn = 0;
  readonly #retheme = (): void => this.#map.restyle();

  constructor(state: State, site: Site) {
    this.#state = state;
    this.#site = site;
  }

  async prepare(): Promise<void> {
    const [meta, who] = await Promise.all([api.meta(), this.#state.who ? api.entity(this.#state.who) : null]);
    this.#who = who;
    this.#base = meta.base ?? "";
    const types = Object.entries(meta.types ?? {}).filter(([type]) => !ENTITY_TYPES.has(type)).sort(([, a], [, b]) => b - a);
    this.#filters.replaceChildren(...this.#controls(types));
    this.element.replaceChildren(
      h("header", { class: "sheet-head row" }, h("h1", {}, "Events in time and place"), this.#filters),
      this.#chart,
      h("div", { class: "map-and-list" }, h("section", { class: "map-host", "aria-label": "Map of the events" }, this.#map.element), this.#list));
    await this.#chartAgain();
  }

  async start(): Promise<void> {
    document.addEventListener("newsgraph-theme", this.#retheme);
    await this.#map.start();
    await this.#read();
  }

  leave(): void {
    this.#turn += 1;
    this.#brush?.stop();
    this.#map.remove();
    document.removeEventListener("newsgraph-theme", this.#retheme);
  }

  play(): void {
    this.#brush?.play();
  }

  shift(by: number): void {
    this.#brush?.shift(by);
  }

  explore(): void {
    const things = this.#shown.slice(0, 25).flatMap((event): Thing[] => [event, ...event.roles.flatMap(({ entity }) => (entity ? [entity] : []))]);
    void this.#site.explore([...new Map(things.map((thing) => [thing.id, thing])).values()]);
  }

  #controls(types: [string, number][]): Node[] {
    const select = h("select", { "aria-label": "Type of event" }, h("option", { value: "" }, "all types"),
      ...types.map(([type, number]) => h("option", { value: type, selected: type === this.#state.type }, `${title(type)} (${count(number)})`)));
    select.addEventListener("change", () => this.#change({ type: select.value || null }));
    const by = (value: State["by"], text: string): HTMLElement => {
      const button = h("button", { type: "button", "aria-pressed": String(this.#state.by === value) }, text);
      button.addEventListener("click", () => {
        for (const other of button.parentElement?.children ?? []) other.setAttribute("aria-pressed", String(other === button));
        this.#change({ by: value, window: null });
      });
      return button;
    };
    const who = this.#who && h("span", { class: "chip small" }, "with ", thingLink(this.#who), " ",
      h("button", { type: "button", class: "link", "aria-label": `Not only with ${this.#who.label}`, onclick: ({ currentTarget }) => {
        (currentTarget as HTMLElement).closest(".chip")?.remove();
        this.#change({ who: null });
      } }, "✕"));
    return [
      ...(who ? [who] : []), select,
      h("div", { class: "tabs", role: "group", "aria-label": "Which date" }, by("event", "When it happened"), by("publication", "When it was reported")),
      h("button", { type: "button", onclick: () => this.explore() }, "In Explore"),
    ];
  }

  #change(some: Partial<State>): void {
    this.#state = { ...this.#state, ...some };
    this.#remember();
    void this.#chartAgain().then(() => this.#read());
  }

  #remember(): void {
    const { by, window, undated, who, type, at } = this.#state;
    this.#site.remember({ from: window?.from, to: window?.to, by: by === "event" ? null : by, undated: undated ? null : "no", who, type, at });
  }

  async #chartAgain(): Promise<void> {
    const { by, who, type, window } = this.#state;
    const asked = { participant: who, type: type ? [type] : [], of: by };
    try {
      const first = await api.eventCounts({ ...asked, bucket: "day" });
      const kept = trimmed(first.items);
      const unit = unitFor(kept.map(({ date }) => date));
      const found = unit === "day" ? kept : (await api.eventCounts({ ...asked, bucket: unit })).items;
      const [from, to] = (this.#span = [kept[0]?.date ?? "", kept.at(-1)?.date ?? ""]);
      const near = found.filter(({ date }) => date >= from.slice(0, date.length) && date <= to.slice(0, date.length));
      const bins = filled(near.map(({ date, count: number }) => ({ start: date, count: number })), unit);
      const far = first.items.reduce((sum, one) => sum + one.count, 0) - kept.reduce((sum, one) => sum + one.count, 0);
      this.#brush?.stop();
      this.#brush = new Brush(bins, window, (chosen) => this.#window(chosen, unit));
      this.#chart.replaceChildren(this.#brush.element, this.#tally(first, far));
    } catch (error) {
      this.#chart.replaceChildren(problem(error));
    }
  }

  /** What the bars do not show is said, with the choice to leave it out of the list. */
  #tally(counts: api.Counted, far: number): HTMLElement {
    const box = h("input", { type: "checkbox", checked: this.#state.undated });
    box.addEventListener("change", () => {
      this.#state = { ...this.#state, undated: box.checked };
      this.#remember();
      void this.#read();
    });
    const coarse = counts.coarser.reduce((sum, one) => sum + one.count, 0);
    return h("p", { class: "hint tally" },
      `${plural(counts.total, "event")}`, coarse ? `, ${count(coarse)} known only by month or year` : null,
      far ? `, ${count(far)} long before or after` : null, ". ",
      counts.undated ? h("label", {}, box, ` ${count(counts.undated)} undated in the list`) : null);
  }

  #window(chosen: Window | null, unit: "day" | "month" | "year"): void {
    const last = chosen && unit !== "day" ? dayBefore(next(chosen.to, unit)) : chosen?.to;
    this.#state = { ...this.#state, window: chosen && last ? { from: chosen.from, to: last } : null };
    this.#remember();
    void this.#read();
  }

  #at(place: string | null): void {
    this.#state = { ...this.#state, at: place === this.#state.at ? null : place };
    this.#remember();
    void this.#read();
  }

  /** A late answer to an earlier question is dropped. */
  async #read(): Promise<void> {
    const turn = ++this.#turn;
    const { by, window, who, type, at, undated } = this.#state;
    const asked: Asked = { by, window, participant: who ? this.#who : null, type, place: null, dated: !undated, base: this.#base };
    try {
      const found = await readEvents(asked);
      if (turn !== this.#turn) return;
      this.#show(found, null, null);
      if (found.total <= found.events.length) return;
      const all = new Map((await placesOf(asked)).map((one) => [one.place.id, one]));
      const place = at ? all.get(at)?.place ?? null : null;
      const there = place && (await readEvents({ ...asked, place }));
      if (turn === this.#turn) this.#show(found, all, there);
    } catch (error) {
      if (turn === this.#turn) this.#list.replaceChildren(problem(error));
    }
  }

  /** `all` are the places of every event where not all are listed; `there` the events at the chosen one of them. */
  #show({ events, total }: Found, all: Map<string, Placed> | null, there: Found | null): void {
    const { at, undated, window } = this.#state;
    const inTime = events.filter((event) => undated || event.start || this.#state.by === "publication");
    const places = all ?? placed(inTime);
    const spots = [...places.values()].flatMap(({ place, count: number }): Spot[] =>
      place.latitude == null || place.longitude == null ? [] : [{ id: place.id, label: place.label, latitude: place.latitude, longitude: place.longitude, count: number }]);
    this.#map.show(spots, at);
    const chosen = at ? there?.events ?? placed(inTime).get(at)?.events ?? [] : inTime;
    const near = ({ start }: EventRow): boolean => start != null && start >= this.#span[0].slice(0, start.length) && start <= this.#span[1];
    this.#shown = window ? chosen : [...chosen.filter(near), ...chosen.filter((event) => !near(event))];
    const note = total > events.length ? `The first ${count(events.length)} of ${count(total)}${all ? "; the map counts all" : ""}. ` : "";
    const away = [...places.values()].filter(({ place }) => place.latitude == null).sort((a, b) => b.count - a.count);
    this.#list.replaceChildren(
      h("p", { class: "hint", role: "status" }, note, plural(there?.total ?? this.#shown.length, "event"), at ? ` in ${places.get(at)?.place.label ?? at} ` : window ? " in this window" : "",
        at ? h("button", { type: "button", class: "link", onclick: () => this.#at(null) }, "all places") : null),
      h("ul", { class: "rows" }, ...this.#shown.slice(0, LISTED).map((event) => eventLine(event))),
      this.#shown.length > LISTED ? h("p", { class: "hint" }, `and ${count(this.#shown.length - LISTED)} more`) : null!,
      this.#placesList([...places.values()], away));
    this.element.dataset["places"] = String(this.#map.drawn);
  }

  /** The map's twin for the keyboard, and the places no map can show. */
  #placesList(all: Placed[], away: Placed[]): HTMLElement {
    const row = ({ place, count: number }: Placed): HTMLElement =>
      h("li", {}, h("button", { type: "button", class: "link", "aria-pressed": String(place.id === this.#state.at), onclick: () => this.#at(place.id) }, place.label), " ", h("span", { class: "hint" }, count(number)));
    const known = all.filter(({ place }) => place.latitude != null).sort((a, b) => b.count - a.count);
    return h("details", { class: "places" }, h("summary", {}, `Places: ${count(known.length)} on the map, ${count(away.length)} without a known position`),
      h("ul", { class: "tags" }, ...known.slice(0, 80).map(row)),
      away.length ? h("p", { class: "hint" }, "Without a known position:") : null, h("ul", { class: "tags" }, ...away.slice(0, 80).map(row)));
  }
}

type Found = Awaited<ReturnType<typeof readEvents>>;

const ENTITY_TYPES = new Set(["Person", "Organization", "Place", "Facility", "Group", "NamedEvent", "Event", "Other", "Entity"]);

interface Count {
  date: string;
  count: number;
}

/**
 * Without the few dates far away from all others, which would squeeze the rest together: what lies between the 3rd and
 * the 97th of a hundred events, and half as much time again on either side.
 */
function trimmed(counts: Count[]): Count[] {
  const all = counts.reduce((sum, { count: number }) => sum + number, 0);
  if (all < 12) return counts;
  const at = (share: number): number => {
    let before = 0;
    for (const { date, count: number } of counts) {
      before += number;
      if (before >= all * share) return Date.parse(date);
    }
    return Date.parse(counts.at(-1)!.date);
  };
  const [low, high] = [at(0.03), at(0.97)];
  const room = Math.max(3 * DAY_MS, (high - low) / 2);
  return counts.filter(({ date }) => Date.parse(date) >= low - room && Date.parse(date) <= high + room);
}

const DAY_MS = 86_400_000;

function dayBefore(start: string): string {
  const moment = new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7) || 1) - 1, 1));
  moment.setUTCDate(moment.getUTCDate() - 1);
  return moment.toISOString().slice(0, 10);
}
