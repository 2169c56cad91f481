/** Comma-separated values (RFC 4180), safe to open in a spreadsheet. */

import { shownEdges, type View } from "../view";

const HEAD = ["subject", "subject_iri", "property", "object", "object_iri", "valid_from", "factuality", "confidence", "sentences", "statement"];

type Cell = string | number | null | undefined;

/** The lines on screen. */
export function toCsv(view: View): Blob {
  const rows = shownEdges(view).map((edge): Cell[] => {
    const [from, to] = [view.nodes.get(edge.source), view.nodes.get(edge.target)];
    return [from?.label, from?.iri, edge.property, to?.label, to?.iri, edge.valid_from, edge.factuality, edge.confidence, edge.evidence_count, edge.id];
  });
  return new Blob([csv([HEAD, ...rows])], { type: "text/csv;charset=utf-8" });
}

/** With a byte order mark, by which spreadsheets know it as UTF-8. */
export const csv = (rows: Cell[][]): string => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
