import { CapacityMeter } from "../../kit/components/capacity_meter.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { Icon, Search, ShoppingCart } from "../../kit/components/icons.tsx";
import { decimal, percent } from "../../kit/i18n/formats.ts";
import { serverNow } from "../../kit/tick.ts";
import { offsetName } from "../model/shop_time.ts";
import { self, today } from "../stores/conversations.ts";
import { language, words } from "../stores/preferences.ts";
import { session } from "../stores/session.ts";
import { openLayer } from "../stores/layers.ts";
import { link } from "../stores/link.ts";
import { shopZone, zoneToName } from "../stores/shop_time.ts";
import { PresenceSwitch } from "./presence_switch.tsx";

/** Work units of one conversation: capacity is told in conversations. */
const UNITS_PER_CONVERSATION = 20;

/** The company, my day, my load, and whether I take new work. */
export function TopBar() {
  if (session.value.state !== "signedIn") return null;
  const { workspaceName, agent } = session.value.me;
  const zone = zoneToName(shopZone.value);
  return (
    <header class="topbar">
      <span class="shop">
        <Icon of={ShoppingCart} />
        <b class="words cut" title={workspaceName[language()]}>{workspaceName[language()]}</b>
        <LiveMark />
      </span>
      <button
        type="button"
        class="command-search"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => openLayer("palette")}
      >
        <Icon of={Search} />
        <span class="grow cut">{words.say("palette.open")}</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <span class="grow" />
      {zone && <ZoneName zone={zone} />}
      {agent && <Figures />}
      {agent && <span class="divider" />}
      {agent && <Load />}
      {agent && <PresenceSwitch />}
    </header>
  );
}

/** By whose clock all times here are told; nothing where the reader's own shows the same. */
function ZoneName({ zone }: { zone: string }) {
  const text = words.say("app.zone", { zone });
  return (
    <span class="small muted num zone" title={text}>
      <span aria-hidden="true">
        {words.say("app.zone.short", { offset: offsetName(zone, serverNow()) })}
      </span>
      <span class="visually-hidden">{text}</span>
    </span>
  );
}

/** Whether what is shown is what is: full while the connection stands, hollow until then. */
function LiveMark() {
  const live = link.value.state === "live";
  const label = words.say(live ? "connection.live" : "connection.opening");
  return <i class={`live-mark ${live ? "on" : ""}`} role="img" aria-label={label} title={label} />;
}

function Figures() {
  const figures = today.value;
  const none = words.say("figures.none");
  const seconds = figures?.firstResponseMs === undefined
    ? undefined
    : words.say("figures.seconds", { seconds: Math.round(figures.firstResponseMs / 1000) });
  const share = (value?: number) => value === undefined ? undefined : percent(language(), value);
  const rows = [
    ["figures.served", figures ? String(figures.served) : undefined],
    ["figures.firstResponse", seconds],
    ["figures.level", share(figures?.serviceLevel)],
    ["figures.satisfaction", share(figures?.satisfaction)],
  ] as const;
  return (
    <dl class="figures" aria-label={words.say("figures.label")}>
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{words.say(key)}</dt>
          <dd class={value === undefined ? "none" : ""}>{value ?? none}</dd>
        </div>
      ))}
    </dl>
  );
}

function Load() {
  if (!self.value) return null;
  const { usedUnits, record, adjusted } = self.value;
  const { capacityUnits } = adjusted ?? record;
  const used = decimal(language(), usedUnits / UNITS_PER_CONVERSATION);
  const capacity = decimal(language(), capacityUnits / UNITS_PER_CONVERSATION);
  return (
    <span class="row small">
      <span class="muted words">{words.say("capacity.short")}</span>
      <CapacityMeter
        usedUnits={usedUnits}
        capacityUnits={capacityUnits}
        label={words.say("capacity.label", { used, capacity })}
        text={words.say("capacity.value", { used, capacity })}
      />
    </span>
  );
}
