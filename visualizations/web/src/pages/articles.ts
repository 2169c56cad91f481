/** All articles, the newest first. */

import * as api from "../api";
import { h } from "../dom";
import type { Opener } from "../router";
import { articleLine, growing, sheet } from "./common";

export const open: Opener = async () => ({
  title: "Articles",
  content: [sheet(h("h1", {}, "Articles"), await growing((cursor) => api.articles(25, cursor), articleLine, "No articles yet: add some, or run kg build."))],
});
