/** What is on screen, as a file of the reader's choice. */

import * as api from "../api";
import type { Canvas } from "../canvas";
import { shownEdges, shownNodes, type View } from "../view";
import { toCsv } from "./csv";
import { toGraphml } from "./graphml";
import { toJsonld } from "./jsonld";
import { toPage } from "./page";
import { save } from "./save";
import { toSvg } from "./svg";

export type Kind = "png" | "svg" | "csv" | "graphml" | "jsonld" | "html";

const AT_ONCE = 6;
const MOST_SENTENCES = 120;

export async function exportView(kind: Kind, view: View, canvas: Canvas): Promise<void> {
  save(`newsgraph.${kind}`, await contentOf(kind, view, canvas));
}

async function contentOf(kind: Kind, view: View, canvas: Canvas): Promise<Blob> {
  if (kind === "png") return canvas.png();
  if (kind === "svg") return toSvg(view);
  if (kind === "csv") return toCsv(view);
  if (kind === "graphml") return toGraphml(view);
  if (kind === "jsonld") return toJsonld(view);
  return standalone(view);
}

/** The server's page where it makes one (pyvis, which can be moved and zoomed), else a drawing and a table. */
async function standalone(view: View): Promise<Blob> {
  if (await api.offers("/v1/export/page", "post")) return api.page("export/page", { ids: shownNodes(view).map(({ iri }) => iri) });
  return toPage(view, await sentences(view));
}

async function sentences(view: View): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const queue = shownEdges(view).filter(({ id }) => id).slice(0, MOST_SENTENCES);
  const work = async (): Promise<void> => {
    for (let edge = queue.shift(); edge; edge = queue.shift()) {
      const { items } = await api.evidence(edge.id);
      if (items[0]) found.set(edge.id, items[0].sentence);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}
