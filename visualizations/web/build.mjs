// Bundles the explorer into dist/: index.html, assets/explorer.{js,css}, and the licences of what was bundled.
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

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "assets"), { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/main.ts", style: "src/style.css" },
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
const licences = await Promise.all(bundledPackages(metafile.inputs).map(licenceOf));
await writeFile(join(dist, "LICENSES.txt"), licences.join(`\n${"-".repeat(78)}\n\n`));
