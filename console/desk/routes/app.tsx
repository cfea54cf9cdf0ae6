import { useEffect } from "preact/hooks";
import { LocationProvider, useLocation } from "preact-iso";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { FaultBar, PresenceBar } from "../islands/fault_bar.tsx";
import { KeySheet } from "../islands/key_sheet.tsx";
import { LeavingQuestion } from "../islands/leaving_question.tsx";
import { LinkBanner } from "../islands/link_banner.tsx";
import { NoticeStack } from "../islands/notice_stack.tsx";
import { Palette } from "../islands/palette.tsx";
import { usePaletteKey, useShortcuts } from "../islands/shortcuts.ts";
import { type PageName, Rail } from "../islands/rail.tsx";
import { TopBar } from "../islands/top_bar.tsx";
import { announcement, urgent } from "../stores/announcements.ts";
import { faultText } from "../stores/faults.ts";
import { isOpen, openLayer } from "../stores/layers.ts";
import { lendRoute } from "../stores/navigation.ts";
import { words } from "../stores/preferences.ts";
import { restoreSession, roleIs, session } from "../stores/session.ts";
import { Admin } from "./admin.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Enrol } from "./enrol.tsx";
import { Company } from "./company.tsx";
import { ConfigurationPage } from "./configuration.tsx";
import { Settings, settingsPage } from "./settings.tsx";
import { Handover } from "./handover.tsx";
import { Multi } from "./multi.tsx";
import { Pending } from "./pending.tsx";
import { Reports } from "./reports.tsx";
import { SignIn } from "./sign_in.tsx";
import { StaffingPage } from "./staffing.tsx";
import { Visitors } from "./visitors.tsx";
import { Wall } from "./wall.tsx";
import { Workbench } from "./workbench.tsx";

/** The whole desk: who is signed in decides what is shown, then the address. */
export function App() {
  return (
    <LocationProvider scope="/desk">
      <Entrance />
    </LocationProvider>
  );
}

function Entrance() {
  const now = session.value;
  switch (now.state) {
    case "unknown":
      return <EmptyState title={words.say("app.loading")} />;
    case "unreachable":
      return (
        <EmptyState
          title={faultText(now.fault)}
          action={<Button onClick={() => void restoreSession()}>{words.say("retry")}</Button>}
        />
      );
    case "signedOut":
      return <SignIn ended={now.ended} />;
    case "signedIn":
      return now.me.mustEnrol ? <Enrol /> : <Shell />;
  }
}

const CONVERSATION = /^\/desk\/(multi\/)?c\/([A-Za-z0-9_-]{1,64})$/;
const HANDOVER = /^\/desk\/handover(?:\/([A-Za-z0-9_-]{1,64}))?$/;
const WALL = /^\/desk\/wall(?:\/c\/([A-Za-z0-9_-]{1,64}))?$/;

type Place =
  | { name: "workbench" | "multi" | "wall" | "handover"; id?: string }
  | {
    name:
      | "company"
      | "admin"
      | "adjustments"
      | "configuration"
      | "staffing"
      | "pending"
      | "visitors"
      | "reports";
  }
  | { name: "settings"; settings: NonNullable<ReturnType<typeof settingsPage>> };

/** Pages without a place of their own in the rail are reached from another one. */
function railOf(name: Place["name"]): PageName {
  if (name === "adjustments" || name === "handover") return "wall";
  return name === "staffing" ? "configuration" : name;
}

/** Pages by address; one that the person may not see is the workbench. */
function pageOf(path: string): Place {
  const settings = settingsPage(path);
  if (settings) return { name: "settings", settings };
  if (path === "/desk/company" && roleIs("supervisor", "admin")) return { name: "company" };
  if (path === "/desk/admin" && roleIs("admin")) return { name: "admin" };
  if (path === "/desk/adjustments" && roleIs("supervisor", "admin")) {
    return { name: "adjustments" };
  }
  if (path === "/desk/configuration" && roleIs("admin")) return { name: "configuration" };
  if (path === "/desk/staffing" && roleIs("admin")) return { name: "staffing" };
  const [wall, watched] = WALL.exec(path) ?? [];
  if (wall && roleIs("supervisor", "admin")) return { name: "wall", id: watched };
  const [handover, leaver] = HANDOVER.exec(path) ?? [];
  if (handover && roleIs("supervisor", "admin")) return { name: "handover", id: leaver };
  const [, simple] = /^\/desk\/(pending|visitors|reports)$/.exec(path) ?? [];
  if (simple) return { name: simple as "pending" | "visitors" | "reports" };
  const [, several, id] = CONVERSATION.exec(path) ?? [];
  return { name: several || path === "/desk/multi" ? "multi" : "workbench", id };
}

function Shell() {
  const { path, route } = useLocation();
  const page = pageOf(path);
  useEffect(() => lendRoute(route), []);
  usePaletteKey();
  useShortcuts({ "?": () => openLayer("keys") });
  return (
    <div
      class={`app ${page.name === "workbench" && page.id !== undefined ? "in-conversation" : ""}`}
    >
      <a class="skip-link" href="#conversation">{words.say("app.skip")}</a>
      <Rail page={railOf(page.name)} />
      <div class="main">
        <TopBar />
        <div>
          <LinkBanner />
          <PresenceBar />
        </div>
        {page.name === "company" && <Company />}
        {page.name === "admin" && <Admin />}
        {page.name === "pending" && <Pending />}
        {page.name === "visitors" && <Visitors />}
        {page.name === "reports" && <Reports />}
        {page.name === "adjustments" && <Adjustments />}
        {page.name === "configuration" && <ConfigurationPage />}
        {page.name === "staffing" && <StaffingPage />}
        {page.name === "wall" && <Wall id={page.id} />}
        {page.name === "handover" && <Handover agent={page.id} />}
        {page.name === "multi" && <Multi id={page.id} />}
        {page.name === "settings" && <Settings name={page.settings} />}
        {page.name === "workbench" && <Workbench id={page.id} />}
      </div>
      {isOpen("keys") && <KeySheet />}
      {isOpen("palette") && <Palette />}
      <NoticeStack />
      <LeavingQuestion />
      <FaultBar />
      <p class="visually-hidden" aria-live="polite">{announcement.value}</p>
      <p class="visually-hidden" role="alert">{urgent.value}</p>
    </div>
  );
}
