import {
  Activity,
  Bell,
  ChartColumn,
  Clock,
  Columns3,
  GitBranch,
  Icon,
  Inbox,
  Shield,
  SlidersHorizontal,
  User,
  Users,
} from "../../kit/components/icons.tsx";
import { Badge, Logo } from "../../kit/components/marks.tsx";
import { AlertList } from "./alert_list.tsx";
import { AccountMenu } from "./account_menu.tsx";
import { alerts } from "../stores/alerts.ts";
import { own } from "../stores/conversations.ts";
import { isOpen, toggleLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";
import { unreadOf } from "../stores/reads.ts";
import { roleIs } from "../stores/session.ts";

/** Not on a phone, where the bar holds what an agent on the way needs. */
const WIDE: ReadonlySet<PageName> = new Set([
  "multi",
  "visitors",
  "reports",
  "wall",
  "admin",
  "configuration",
]);

/** What the rail leads to. */
export type PageName =
  | "workbench"
  | "multi"
  | "pending"
  | "visitors"
  | "reports"
  | "company"
  | "wall"
  | "admin"
  | "configuration"
  | "settings";

/** The main navigation; a bar at the bottom on a phone. */
export function Rail({ page }: { page: PageName }) {
  const unread = [...own.value.values()].reduce((sum, one) => sum + unreadOf(one), 0);
  const item = (name: typeof page, href: string, icon: typeof Inbox, badge = 0) => (
    <a
      href={href}
      class={`rail-item ${page === name ? "on" : ""} ${WIDE.has(name) ? "wide" : ""}`}
      aria-current={page === name ? "page" : undefined}
    >
      <Icon of={icon} size={20} />
      <span>{words.say(`rail.${name}`)}</span>
      <Badge count={badge} label={words.say("list.unread", { count: badge })} />
    </a>
  );
  return (
    <nav class="rail" aria-label={words.say("rail.label")}>
      <span class="logo">
        <Logo size={30} />
      </span>
      {item("workbench", "/desk/", Inbox, unread)}
      {item("multi", "/desk/multi", Columns3)}
      {item("pending", "/desk/pending", Clock)}
      {item("visitors", "/desk/visitors", User)}
      {item("reports", "/desk/reports", ChartColumn)}
      {roleIs("supervisor", "admin") && item("wall", "/desk/wall", Activity)}
      {roleIs("supervisor", "admin") && item("company", "/desk/company", Users)}
      {roleIs("admin") && item("configuration", "/desk/configuration", GitBranch)}
      {roleIs("admin") && item("admin", "/desk/admin", Shield)}
      <AlertButton />
      <span class="grow" />
      {item("settings", "/desk/settings", SlidersHorizontal)}
      <AccountMenu />
    </nav>
  );
}

function AlertButton() {
  const count = alerts.value.length;
  const open = isOpen("alerts");
  return (
    <>
      <button
        type="button"
        class={`rail-item ${open ? "on" : ""}`}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => toggleLayer("alerts")}
      >
        <Icon of={Bell} size={20} />
        <span>{words.say("rail.alerts")}</span>
        {count > 0 && (
          <span
            class="badge alerting"
            role="img"
            aria-label={words.say("alerts.count", { count })}
          >
            {count}
          </span>
        )}
      </button>
      {open && <AlertList />}
    </>
  );
}
