import { signal } from "@preact/signals";
import type { BrowsingList, BrowsingVisitor } from "../../../engine/contract/wire/browsing.ts";
import { safeName } from "../../kit/text.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { words } from "./preferences.ts";

/** Who looks at the shops' pages now. */
export const browsing = signal<{ list?: BrowsingList; fault?: Fault }>({});

/** Somebody who came is seen within so long. */
const LOOK_AGAIN_MS = 3_000;

async function load(): Promise<void> {
  const answer = await api.browsing();
  browsing.value = answer.ok
    ? { list: answer.value }
    : { list: browsing.value.list, fault: answer.fault };
}

/** Keeps the list up to date while it is in front. */
export function runBrowsing(): () => void {
  let underway = false;
  const look = async () => {
    if (underway || document.hidden) return;
    underway = true;
    await load();
    underway = false;
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
  return () => clearInterval(timer);
}

/** Strangers go by the end of their browser's number. */
export const browserName = ({ name, browsing: id }: BrowsingVisitor): string =>
  safeName(
    name,
    words.say("browsing.unknown", { mark: id.replace(/\W/g, "").slice(-4).toUpperCase() }),
  );

/** The fault is for the form. */
export async function inviteBrowsing(id: string, text: string): Promise<Fault | undefined> {
  const answer = await api.invite(id, { text });
  await load();
  return answer.ok ? undefined : answer.fault;
}
