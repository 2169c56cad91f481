/** A histogram over time with a window that is drawn, dragged, typed or played. */

import { h, svg } from "../dom";
import { date, plural } from "../words";
import type { Bin } from "./histogram";

export interface Window {
  from: string;
  to: string;
}

const WIDTH = 1000;
const HEIGHT = 110;
const BASE = 92;
const STEP_MS = 700;

type Grip = "draw" | "move" | "left" | "right";

export class Brush {
  readonly element: HTMLElement;
  readonly #bins: Bin[];
  readonly #changed: (window: Window | null) => void;
  readonly #picture: SVGElement;
  readonly #shade = svg("rect", { class: "window", y: 0, height: BASE, rx: 3 });
  readonly #status = h("output", { class: "span" });
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;
  readonly #playButton = h("button", { type: "button", title: "Key: Space", onclick: () => this.play() }, "▷ Play");
  #window: [number, number] | null = null;
  #grip: { kind: Grip; at: number; start: [number, number] } | null = null;
  #timer = 0;

  constructor(bins: Bin[], window: Window | null, changed: (window: Window | null) => void) {
    this.#bins = bins;
    this.#changed = changed;
    const most = Math.max(1, ...bins.map(({ count }) => count));
    const step = WIDTH / Math.max(1, bins.length);
    this.#picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" },
      ...bins.map(({ start, count }, index) => svg("rect", {
        class: "bar", x: index * step + 0.5, width: Math.max(0.6, step - 1), y: BASE - (count / most) * (BASE - 6), height: (count / most) * (BASE - 6),
      }, svg("title", {}, `${date(start)}: ${plural(count, "event")}`))),
      svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: BASE, y2: BASE }), this.#shade);
    this.#from = this.#slider("From");
    this.#to = this.#slider("To");
    this.element = h("figure", { class: "brush" },
      h("div", { class: "chart" }, this.#picture, h("div", { class: "ticks", "aria-hidden": "true" }, ...this.#ticks())),
      h("div", { class: "controls" },
        this.#playButton, h("label", {}, "from ", this.#from), h("label", {}, "to ", this.#to), this.#status,
        h("button", { type: "button", onclick: () => this.set(null) }, "All days")));
    this.#picture.addEventListener("pointerdown", (event) => this.#grab(event as PointerEvent));
    this.#picture.addEventListener("pointermove", (event) => this.#drag(event as PointerEvent));
    this.#picture.addEventListener("pointerup", () => this.#drop());
    this.#picture.addEventListener("dblclick", () => this.set(null));
    if (window) this.#window = this.#indices(window);
    this.#show();
  }

  set(window: [number, number] | null): void {
    this.#window = window;
    this.#show();
    this.#tell();
  }

  /** Moves the window through time, a step at a time; pressed again it stops. */
  play(): void {
    if (this.#timer) return this.stop();
    const last = this.#bins.length - 1;
    const width = this.#window && this.#window[1] < last ? this.#window[1] - this.#window[0] : Math.min(last, Math.max(0, Math.round(last / 12)));
    let at = this.#window && this.#window[1] < last ? this.#window[0] : 0;
    this.#playButton.textContent = "❙❙ Stop";
    this.set([at, at + width]);
    this.#timer = window.setInterval(() => {
      at += 1;
      if (at + width > last) return this.stop();
      this.set([at, at + width]);
    }, STEP_MS);
  }

  stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.#playButton.textContent = "▷ Play";
  }

  /** Moves the window by so many steps; for keys. */
  shift(by: number): void {
    if (!this.#window) return this.set([0, Math.min(this.#bins.length - 1, 6)]);
    const [from, to] = this.#window;
    if (from + by < 0 || to + by > this.#bins.length - 1) return;
    this.set([from + by, to + by]);
  }

  #slider(name: string): HTMLInputElement {
    const input = h("input", { type: "range", min: 0, max: Math.max(0, this.#bins.length - 1), step: 1, "aria-label": name });
    input.addEventListener("input", () => {
      const [a, b] = [Number(this.#from.value), Number(this.#to.value)];
      this.set(a <= b ? [a, b] : input === this.#from ? [a, a] : [b, b]);
    });
    return input;
  }

  #indices({ from, to }: Window): [number, number] | null {
    const first = this.#bins.findIndex(({ start }) => start.slice(0, 10) >= from.slice(0, start.length));
    let last = -1;
    this.#bins.forEach(({ start }, index) => {
      if (start <= to.slice(0, start.length)) last = index;
    });
    return first >= 0 && last >= first ? [first, last] : null;
  }

  #at(event: PointerEvent): number {
    const box = this.#picture.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(this.#bins.length - 1, Math.max(0, Math.floor(share * this.#bins.length)));
  }

  #grab(event: PointerEvent): void {
    this.stop();
    this.#picture.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    const [from, to] = this.#window ?? [-1, -1];
    const near = Math.max(1, Math.round(this.#bins.length / 80));
    let kind: Grip = "draw";
    if (this.#window && Math.abs(at - from) < near && to - from > 2) kind = "left";
    else if (this.#window && Math.abs(at - to) < near && to - from > 2) kind = "right";
    else if (this.#window && at >= from && at <= to) kind = "move";
    this.#grip = { kind, at, start: kind === "draw" ? [at, at] : [from, to] };
    if (kind === "draw") this.#place([at, at]);
  }

  #drag(event: PointerEvent): void {
    if (!this.#grip) return;
    const at = this.#at(event);
    const { kind, at: begun, start: [from, to] } = this.#grip;
    const last = this.#bins.length - 1;
    if (kind === "draw") this.#place([Math.min(begun, at), Math.max(begun, at)]);
    if (kind === "left") this.#place([Math.min(at, to), to]);
    if (kind === "right") this.#place([from, Math.max(at, from)]);
    if (kind === "move") {
      const by = Math.min(last - to, Math.max(-from, at - begun));
      this.#place([from + by, to + by]);
    }
  }

  #drop(): void {
    if (this.#grip) this.#tell();
    this.#grip = null;
  }

  #place(window: [number, number]): void {
    this.#window = window;
    this.#show();
  }

  #show(): void {
    const [from, to] = this.#window ?? [0, this.#bins.length - 1];
    const step = WIDTH / Math.max(1, this.#bins.length);
    this.#shade.setAttribute("x", String(from * step));
    this.#shade.setAttribute("width", String(Math.max(step, (to - from + 1) * step)));
    this.#shade.classList.toggle("whole", this.#window === null);
    this.#picture.querySelectorAll(".bar").forEach((bar, index) => bar.classList.toggle("out", this.#window !== null && (index < from || index > to)));
    this.#from.value = String(from);
    this.#to.value = String(to);
    const [a, b] = [this.#bins[from]?.start, this.#bins[to]?.start];
    for (const [input, value] of [[this.#from, a], [this.#to, b]] as const) input.setAttribute("aria-valuetext", date(value));
    this.#status.textContent = !a || !b ? "" : a === b ? date(a) : `${date(a)} – ${date(b)}`;
  }

  #tell(): void {
    const [from, to] = this.#window ?? [];
    const [a, b] = [this.#bins[from ?? -1]?.start, this.#bins[to ?? -1]?.start];
    this.#changed(a && b ? { from: a, to: b } : null);
  }

  #ticks(): HTMLElement[] {
    const every = Math.max(1, Math.ceil(this.#bins.length / 7));
    return this.#bins.flatMap(({ start }, index) => {
      if (index % every || index > 0.93 * this.#bins.length) return [];
      const tick = h("span", {}, date(start));
      tick.style.left = `${(index / this.#bins.length) * 100}%`;
      return [tick];
    });
  }
}
