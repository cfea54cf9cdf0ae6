import type { FunctionComponent } from "preact";
import { words } from "../stores/preferences.ts";
import { SettingsReplies } from "./settings_replies.tsx";

/** What each person sets for themselves, a page per kind. */
const PAGES: Record<string, FunctionComponent> = {
  replies: SettingsReplies,
};
type PageName = "replies";
const NAMES: readonly PageName[] = ["replies"];

export const settingsPage = (path: string): PageName | undefined =>
  NAMES.find((name) => path === `/desk/settings/${name}`) ??
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
          {NAMES.map((one) => (
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
