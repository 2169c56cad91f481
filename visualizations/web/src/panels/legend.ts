/** The legend is the filter: one row per type on screen, with its shape, colour and count. */

import { byId, h, svg } from "../dom";
import type { Explorer } from "../explorer";
import { icon, isEvent } from "../palette";
import type { Thing } from "../shapes";
import { typeKey, type View } from "../view";
import { count, title } from "../words";
import { Filters } from "./filters";

export class Legend {
  readonly #host = byId("legend");
  readonly #explorer: Explorer;

  readonly #filters: Filters;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
    this.#filters = new Filters(explorer);
    explorer.timeline.listen((view) => this.#show(view));
  }

  #show(view: View): void {
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null;
    const groups = new Map<string, Thing[]>();
    for (const node of view.nodes.values()) groups.set(typeKey(node), [...(groups.get(typeKey(node)) ?? []), node]);
    const rows = [...groups].sort(([, [a]], [, [b]]) => Number(isEvent(a!)) - Number(isEvent(b!)) || a!.type.localeCompare(b!.type));
    const section = (heading: string, events: boolean): Node[] => {
      const some = rows.filter(([, [first]]) => isEvent(first!) === events);
      return some.length ? [h("h2", {}, heading), h("ul", {}, ...some.map(([key, things]) => this.#row(view, key, things)))] : [];
    };
    // The filters stay in place, so that one that has the keyboard keeps it.
    for (const old of [...this.#host.children]) if (old !== this.#filters.element) old.remove();
    const before = [...section("Types", false), ...section("Events", true)];
    if (!this.#filters.element.isConnected) this.#host.append(this.#filters.element);
    this.#filters.element.before(...before, lines());
    this.#filters.show(view);
    if (focused) this.#host.querySelector<HTMLInputElement>(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(view: View, key: string, things: Thing[]): HTMLElement {
    const box = h("input", { type: "checkbox", value: key, checked: !view.hiddenTypes.has(key) });
    box.addEventListener("change", () => this.#explorer.showType(key, box.checked));
    return h("li", {}, h("label", {}, box, icon(things[0]!), h("span", {}, title(things[0]!.type)), h("span", { class: "number" }, count(things.length))));
  }
}

function lines(): HTMLElement {
  const stroke = (dashes: string | null): SVGElement =>
    svg("svg", { class: "stroke", viewBox: "0 0 30 4", "aria-hidden": "true" },
      svg("line", { x1: 0, y1: 2, x2: 30, y2: 2, "stroke-dasharray": dashes }));
  return h("div", { class: "strokes" },
    h("h2", {}, "Lines"),
    h("p", {}, stroke(null), "stated as fact"),
    h("p", {}, stroke("6 4"), "claimed, denied, planned, or less than 70 % sure"));
}
