import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { tell, visit } from "./host.ts";
import { session } from "./session.ts";

/** Brings a page in front in the visitor's browser: the shop's own here, others in a new tab. */
export const openPage = (url: string): void => tell({ tidegate: "go", url });

/** A page that was just pushed opens by itself where the company decided so, on its own site only. */
export function takePush(entry: Entry): void {
  if (entry.kind !== "message" || entry.body?.kind !== "link" || !entry.body.push) return;
  const { url } = entry.body;
  const opens = session.value.state === "open" && session.value.route.pushOpens;
  const own = URL.parse(visit.value?.facts.page ?? "")?.origin;
  if (opens && own !== undefined && URL.parse(url)?.origin === own) openPage(url);
}
