// Bundles the explorer into dist/: index.html, assets/ (explorer.js with the pages as chunks of their own, style sheets,
// the countries of the map, the sample articles), and the licences of what was bundled.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");

/** Names of the packages whose files ended up in the bundle. */
function bundledPackages(inputs) {
  const names = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function licenceOf(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} ${version} comes without a licence text; do not bundle it.`);
  return `${name} ${version} (${license})\n\n${await readFile(join(folder, file), "utf8")}`;
}

const ontology = join(here, "..", "..", "ontology");

/** The questions of the ontology's folder, each with its wording. */
async function questions() {
  const folder = join(ontology, "questions");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".rq")).sort();
  return Promise.all(names.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    const question = /^# question: (.*)$/m.exec(text)?.[1] ?? name;
    return { name: name.replace(/\.rq$/, ""), question, query: text.replace(/^# question: .*\n/m, "").trim() };
  }));
}

/** Names, labels and definitions of the vocabulary's own terms. */
async function terms() {
  const text = await readFile(join(ontology, "newsgraph.ttl"), "utf8");
  const kinds = { "owl:Class": "class", "rdf:Property": "property" };
  return [...text.matchAll(/^kg:(\w+) a ([\s\S]*?)\s\.$/gm)].map(([, name, block]) => ({
    name,
    kind: Object.entries(kinds).find(([type]) => block.trimStart().startsWith(type))?.[1] ?? "individual",
    label: /rdfs:label "([^"]*)"@en/.exec(block)?.[1] ?? name,
    definition: /(?:skos:definition|rdfs:comment) "((?:[^"\\]|\\.)*)"@en/.exec(block)?.[1] ?? "",
  }));
}

/** Modules made from the ontology at build time. */
const fromOntology = {
  name: "newsgraph",
  setup(builder) {
    builder.onResolve({ filter: /^newsgraph:/ }, ({ path }) => ({ path, namespace: "newsgraph" }));
    builder.onLoad({ filter: /.*/, namespace: "newsgraph" }, async ({ path }) => ({
      contents: JSON.stringify(await (path === "newsgraph:terms" ? terms() : questions())), loader: "json",
    }));
  },
};

/** Not in the bundle, but copied beside it. */
const COPIED = ["world-atlas"];

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "assets"), { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/main.ts", style: "src/style.css", pages: "src/pages.css", map: "src/map/map.css" },
  splitting: true,
  chunkNames: "[name]-[hash]",
  loader: { ".png": "dataurl" },
  plugins: [fromOntology],
  outdir: join(dist, "assets"),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none", // the full texts go into LICENSES.txt
  metafile: true,
  logLevel: "warning",
});
await cp(join(here, "static"), dist, { recursive: true });
await cp(join(here, "node_modules", "world-atlas", "countries-50m.json"), join(dist, "assets", "countries.json"));
const samples = join(here, "..", "..", "kg", "samples", "articles");
const names = (await readdir(samples)).sort();
const articles = await Promise.all(names.map(async (name) => ({ name, text: await readFile(join(samples, name), "utf8") })));
await writeFile(join(dist, "assets", "sample.json"), JSON.stringify(articles));
const packages = [...bundledPackages(metafile.inputs), ...COPIED].sort();
const licences = await Promise.all(packages.map(licenceOf));
await writeFile(join(dist, "LICENSES.txt"), licences.join(`\n${"-".repeat(78)}\n\n`));
