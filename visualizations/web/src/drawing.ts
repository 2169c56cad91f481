/** How nodes and edges are drawn, in the colours of the current theme. */

import type { StylesheetJson } from "cytoscape";
import { token } from "./theme";

export const NODE_SIZE = 30;

export function drawing(): StylesheetJson {
  const ink = token("ink");
  const paper = token("canvas");
  const line = token("edge");
  const accent = token("accent");
  return [
    {
      selector: "node",
      style: {
        width: NODE_SIZE, height: NODE_SIZE,
        "background-color": "data(color)", shape: "data(shape)" as never,
        "border-width": 1.5, "border-color": paper,
        label: "data(short)", color: ink,
        "font-family": "system-ui, sans-serif", "font-size": 12,
        "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": "126px", "line-height": 1.15,
        "text-outline-color": paper, "text-outline-width": 2.5, "min-zoomed-font-size": 7,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.4, "line-color": line, "curve-style": "bezier", "control-point-step-size": 28,
        "target-arrow-shape": "triangle", "target-arrow-color": line, "arrow-scale": 0.9,
        "font-family": "system-ui, sans-serif", "font-size": 11, color: ink, "text-rotation": "autorotate",
        "text-background-color": paper, "text-background-opacity": 0.9, "text-background-padding": "2px",
      },
    },
    { selector: "edge.many", style: { "curve-style": "straight" } },
    { selector: "edge.uncertain", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: "edge.named", style: { label: "data(name)", "z-index": 10 } },
    { selector: "node.pinned", style: { "border-color": ink, "border-width": 2.5 } },
    { selector: "node.fold", style: { "border-style": "double", "border-width": 6, "border-color": line, "font-weight": 600 } },
    { selector: "node.hover", style: { "border-width": 3, "border-color": accent } },
    { selector: "edge.hover", style: { width: 2.4, "line-color": accent, "target-arrow-color": accent } },
    {
      selector: "node:selected",
      style: {
        "border-width": 4, "border-color": accent, "font-weight": 600,
        "underlay-color": accent, "underlay-opacity": 0.18, "underlay-padding": 7,
        "underlay-shape": "ellipse",
      },
    },
    {
      selector: "edge:selected",
      style: { width: 3.2, "line-color": accent, "target-arrow-color": accent, "font-weight": 600 },
    },
    { selector: ".aside", style: { opacity: 0.42 } },
    { selector: ".filtered", style: { display: "none" } },
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-color": accent } as never },
  ];
}
