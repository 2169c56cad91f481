/** The sample articles that come with the page, sent to the server as a reader's own would be. */

import * as api from "./api";

interface Job {
  id: string;
  state: string;
  items: number;
  read: number;
}

const LOOK_MS = 400;

export async function readSample(say: (text: string) => void): Promise<void> {
  say("Sending the articles…");
  const answer = await fetch(new URL("assets/sample.json", document.baseURI));
  const files = (await answer.json()) as { name: string; text: string }[];
  const form = new FormData();
  for (const { name, text } of files) form.append("file", new File([text], name));
  let job = await api.upload<Job>("jobs", form);
  while (job.state !== "done" && job.state !== "cancelled") {
    say(`Reading: ${job.read} of ${job.items} files. The first takes longest.`);
    await new Promise((resolve) => window.setTimeout(resolve, LOOK_MS));
    job = await api.get<Job>(`jobs/${job.id}`);
  }
  location.reload();
}
