import { effect, untracked } from "@preact/signals";
import { serverNow, startTick } from "../../kit/tick.ts";
import { midnightOf } from "../model/shop_time.ts";
import { clearAlerts } from "./alerts.ts";
import { restoreCompanyAlerts } from "./company_alerts.ts";
import { loadCompanyRules } from "./company_rules.ts";
import { forgetDesk, loadEnded, own } from "./conversations.ts";
import { forgetDetails } from "./details.ts";
import { forgetDrafts } from "./drafts.ts";
import { clearFault } from "./faults.ts";
import { forgetFiles } from "./files.ts";
import { receive, restoreAlerts } from "./frames.ts";
import { openLink } from "./link.ts";
import { loadColleagues, loadConfiguration } from "./names.ts";
import { forgetOutbox, onDisconnected, restoreOutbox } from "./outbox.ts";
import { words } from "./preferences.ts";
import { loadQuickReplies } from "./quick_replies.ts";
import { forgetNotices } from "./notices.ts";
import { restoreReads, unreadOf } from "./reads.ts";
import { session, sessionEnded, signOut } from "./session.ts";
import { shopZone } from "./shop_time.ts";
import { prepareSounds } from "./sounds.ts";
import { forgetTimelines, resumePoints } from "./timelines.ts";

/** Names change seldom; they are fetched again so often. */
const NAMES_EVERY_MS = 60_000;

/** Brings the desk to life for whoever is signed in. Returns what takes it down again. */
function startDesk(): () => void {
  restoreOutbox();
  const stops = [
    startTick(),
    restoreReads(),
    prepareSounds(),
    showUnreadInTitle(),
    openLink({
      resume: resumePoints,
      onFrame: receive,
      onState: (state) => {
        if (state.state === "waiting") onDisconnected();
        if (state.state === "ended") sessionEnded();
      },
    }),
  ];
  const names = setInterval(() => {
    void loadColleagues();
    void loadQuickReplies();
  }, NAMES_EVERY_MS);
  stops.push(() => clearInterval(names));
  void loadColleagues();
  void loadCompanyRules();
  void loadConfiguration().then(() => {
    restoreAlerts();
    void loadEnded(midnightOf(shopZone.value, serverNow()));
    return restoreCompanyAlerts();
  });
  void loadQuickReplies();
  return () => stops.forEach((stop) => stop());
}

/** Starts and stops the desk as people sign in and out. */
export function runDesk(): () => void {
  let account = "";
  let stop = () => {};
  return effect(() => {
    const now = session.value.state === "signedIn" ? session.value.me.account : "";
    if (now === account) return;
    account = now;
    untracked(() => {
      stop();
      forget();
      stop = now === "" ? () => {} : startDesk();
    });
  });
}

/** Nothing of one person's desk is left for the next. */
function forget(): void {
  forgetDesk();
  forgetTimelines();
  forgetDetails();
  forgetFiles();
  clearAlerts();
  clearFault();
  forgetNotices();
}

/** Signing out on purpose also removes what was typed and not sent. */
export async function leaveDesk(): Promise<void> {
  await signOut();
  forgetOutbox();
  forgetDrafts();
}

const showUnreadInTitle = (): () => void =>
  effect(() => {
    const unread = [...own.value.values()].reduce((sum, one) => sum + unreadOf(one), 0);
    const name = words.say("app.name");
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  });
