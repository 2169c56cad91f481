/** What the legend offers beside its types: how sure a line must be, which outlet reports it, folding and arranging. */

import { h } from "../dom";
import type { Explorer } from "../explorer";
import { foldable, foldsOf } from "../folds";
import { learnOutlets } from "../outlets";
import { outletsOf, type View } from "../view";
import { count } from "../words";

const STEPS = [0, 0.5, 0.7, 0.9];

export class Filters {
  readonly element: HTMLElement;
  readonly #explorer: Explorer;
  readonly #sure = h("select", { "aria-label": "How sure lines must be" }, ...STEPS.map((least) =>
    h("option", { value: least }, least ? `at least ${least * 100} % sure` : "more or less sure")));
  readonly #rows = h("div", { class: "outlets", role: "radiogroup", "aria-label": "Outlet" });
  readonly #byOutlet = h("details", {}, h("summary", {}, "Outlets"), this.#rows);
  readonly #fold = h("button", { type: "button", title: "Key: C" });
  readonly #arrange = h("button", { type: "button", title: "Key: R. Pinned nodes stay." }, "Arrange anew");

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
    this.#sure.addEventListener("change", () => explorer.showSure(Number(this.#sure.value)));
    this.#byOutlet.addEventListener("toggle", () => void this.#list());
    this.#fold.addEventListener("click", () => explorer.fold());
    this.#arrange.addEventListener("click", () => explorer.arrange());
    this.element = h("div", { class: "filters-of-lines" }, h("h2", {}, "Show lines that are"), this.#sure, this.#byOutlet, h("div", { class: "order" }, this.#fold, this.#arrange));
  }

  show(view: View): void {
    this.#sure.value = String(Math.max(...STEPS.filter((least) => least <= view.leastSure)));
    if (view.outlet) this.#byOutlet.open = true;
    const folds = foldable(view).length;
    this.#fold.textContent = !folds && foldsOf(view).length ? "Open all folds" : "Fold equal leaves";
    this.#fold.disabled = !folds && !foldsOf(view).length;
    this.#arrange.disabled = view.nodes.size < 2;
    if (this.#byOutlet.open) void this.#list();
  }

  /** Who reports what is on screen, with the number of lines. */
  async #list(): Promise<void> {
    if (!this.#byOutlet.open) return;
    try {
      await learnOutlets(this.#explorer.view);
    } catch {
      return this.#rows.replaceChildren(h("p", { class: "hint" }, "The server did not tell."));
    }
    const { view } = this.#explorer;
    const counts = new Map<string, number>();
    for (const key of view.edges.keys()) for (const outlet of outletsOf.get(key) ?? []) counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
    const rows = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
    const focused = this.#rows.contains(document.activeElement);
    this.#rows.replaceChildren(this.#row("any outlet", null, view.edges.size), ...rows.map(([outlet, number]) => this.#row(outlet, outlet, number)));
    if (focused) this.#rows.querySelector<HTMLInputElement>("input:checked")?.focus();
  }

  #row(name: string, outlet: string | null, number: number): HTMLElement {
    const box = h("input", { type: "radio", name: "outlet", checked: this.#explorer.view.outlet === outlet });
    box.addEventListener("change", () => void this.#explorer.showOutlet(outlet));
    return h("label", {}, box, h("span", { dir: "auto" }, name), h("span", { class: "number" }, count(number)));
  }
}
