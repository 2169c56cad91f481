/** Made at build time from the ontology (see build.mjs). */
declare module "newsgraph:questions" {
  const questions: { name: string; question: string; query: string }[];
  export default questions;
}

declare module "newsgraph:terms" {
  const terms: { name: string; kind: "class" | "property" | "individual"; label: string; definition: string }[];
  export default terms;
}
