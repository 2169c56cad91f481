/** One colour and one shape per type, safe for colour-blind eyes (Paul Tol's bright scheme); shape alone suffices. */

import palette from "../../palette.json";
import { svg } from "./dom";
import type { Thing } from "./shapes";

export type Shape = "ellipse" | "rectangle" | "triangle" | "diamond" | "pentagon" | "hexagon" | "star" | "octagon";

export interface Look {
  color: string;
  shape: Shape;
}

const ENTITIES: Record<string, Look> = palette.entities as Record<string, Look>;
const EVENT: Look = palette.event as Look;

/** Corners of each shape in a square from -1 to 1; an ellipse has none. */
export const CORNERS: Record<Exclude<Shape, "ellipse">, [number, number][]> = {
  rectangle: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  triangle: [[0, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  pentagon: regular(5),
  hexagon: [[-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1], [-1, 0]],
  octagon: [[-0.4, -1], [0.4, -1], [1, -0.4], [1, 0.4], [0.4, 1], [-0.4, 1], [-1, 0.4], [-1, -0.4]],
  star: regular(10).map(([x, y], index) => (index % 2 ? [x * 0.5, y * 0.5] : [x, y])),
};

export const isEvent = (thing: Thing): boolean =>
  thing.kind === "event" || (thing.kind === undefined && !(thing.type in ENTITIES));

export const look = (thing: Thing): Look => (isEvent(thing) ? EVENT : ENTITIES[thing.type] ?? ENTITIES["Other"]!);

/** The mark of a type beside its name; decoration, so hidden from screen readers. */
export function icon(thing: Thing): SVGElement {
  const { color, shape } = look(thing);
  const mark =
    shape === "ellipse"
      ? svg("circle", { r: 0.95, fill: color })
      : svg("polygon", { points: CORNERS[shape].map((corner) => corner.join(",")).join(" "), fill: color });
  return svg("svg", { class: "icon", viewBox: "-1.1 -1.1 2.2 2.2", "aria-hidden": "true" }, mark);
}

function regular(sides: number): [number, number][] {
  return Array.from({ length: sides }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides - Math.PI / 2;
    return [Number(Math.cos(angle).toFixed(3)), Number(Math.sin(angle).toFixed(3))];
  });
}
