import { words } from "../stores/preferences.ts";
import { selfId } from "../stores/session.ts";
import { SettingsAccount } from "./settings_account.tsx";
import { SettingsLook } from "./settings_look.tsx";
import { SettingsNotices } from "./settings_notices.tsx";
import { SettingsProfile } from "./settings_profile.tsx";
import { SettingsReplies } from "./settings_replies.tsx";

/** What each person sets for themselves, a page per kind. */
const PAGES = {
  notices: SettingsNotices,
  replies: SettingsReplies,
  profile: SettingsProfile,
  look: SettingsLook,
  account: SettingsAccount,
} as const;
type PageName = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as PageName[];

/** Who takes no conversations is seen by no visitor. */
const shownNames = (): PageName[] => NAMES.filter((name) => name !== "profile" || selfId() !== "");

export const settingsPage = (path: string): PageName | undefined =>
  shownNames().find((name) => path === `/desk/settings/${name}`) ??
    (path === "/desk/settings" ? NAMES[0] : undefined);

export function Settings({ name }: { name: PageName }) {
  const Page = PAGES[name];
  return (
    <main class="page settings-page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("settings.title")}</h1>
      </div>
      <div class="settings-body">
        <nav class="settings-nav" aria-label={words.say("settings.nav")}>
          {shownNames().map((one) => (
            <a
              key={one}
              href={`/desk/settings/${one}`}
              aria-current={one === name ? "page" : undefined}
            >
              {words.say(`settings.${one}`)}
            </a>
          ))}
        </nav>
        <div class="settings-content">
          <Page />
        </div>
      </div>
    </main>
  );
}
