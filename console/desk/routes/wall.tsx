import { useEffect } from "preact/hooks";
import type { DayTotal } from "../../../engine/contract/wire/day.ts";
import { IconButton } from "../../kit/components/button.tsx";
import { X } from "../../kit/components/icons.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { duration } from "../../kit/i18n/formats.ts";
import { DayCurve } from "../components/day_curve.tsx";
import { RateList } from "../components/rate_list.tsx";
import { Saturation, Since, Waiting, WallGroups } from "../components/wall_groups.tsx";
import { AlertItem } from "../islands/alert_list.tsx";
import { ConversationPane } from "../islands/conversation_pane.tsx";
import { WallConversations, WallMembers, wallPath } from "../islands/wall_details.tsx";
import { alertKey, alerts } from "../stores/alerts.ts";
import { company } from "../stores/company.ts";
import { loadDetails } from "../stores/details.ts";
import { faultText } from "../stores/faults.ts";
import { configuration, shopName } from "../stores/names.ts";
import { goTo } from "../stores/navigation.ts";
import { language, words } from "../stores/preferences.ts";
import {
  chooseGroup,
  chooseShop,
  day,
  rates,
  runWall,
  wall,
  wallGroup,
  wallShop,
} from "../stores/wall.ts";

/** The live wall: shop, group, member, conversation, and its transcript beside the numbers. */
export function Wall({ id }: { id: string | undefined }) {
  useEffect(runWall, []);
  useEffect(() => void (id !== undefined && loadDetails(id)), [id]);
  const { fault } = company.value;
  return (
    <main class={`wall ${id === undefined ? "" : "with-transcript"}`} tabIndex={-1}>
      <div class="wall-main" id={id === undefined ? "conversation" : undefined}>
        <div class="page-head">
          <h1>{words.say("wall.title")}</h1>
          <ShopChoice />
          <span class="grow" />
          <a class="btn compact" href="/desk/handover">{words.say("handover.title")}</a>
          <a class="btn compact" href="/desk/adjustments">{words.say("adjust.title")}</a>
        </div>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        <Figures />
        {day.value && <DayTotals of={day.value.total} />}
        <section class="card" aria-label={words.say("wall.groups")}>
          <div class="scroll-x">
            <WallGroups
              groups={wall.value.groups}
              chosen={wallGroup.value}
              onChoose={chooseGroup}
            />
          </div>
        </section>
        <div class="wall-lists">
          <WallMembers />
          <WallConversations open={id} />
        </div>
      </div>
      {id === undefined ? <Aside /> : <Transcript id={id} />}
    </main>
  );
}

const ALL = "";

function ShopChoice() {
  const shops = configuration.value?.shops ?? [];
  if (shops.length < 2) return null;
  return (
    <Segmented
      label={words.say("wall.shop")}
      value={wallShop.value ?? ALL}
      choices={[
        { value: ALL, label: words.say("wall.allShops") },
        ...shops.map((shop) => ({ value: shop.id, label: shopName(shop.id) })),
      ]}
      onChoose={(shop: string) => chooseShop(shop === ALL ? undefined : shop)}
    />
  );
}

function Figures() {
  const view = wall.value;
  const figures = [
    ["waiting", <Waiting key="waiting" of={view} />],
    ["longest", <Since key="since" at={view.oldestAt} />],
    ["serving", String(view.serving)],
    ["online", words.say("capacity.value", { used: view.online, capacity: view.members })],
  ] as const;
  return (
    <dl class="wall-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{words.say(`wall.${name}`)}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
      <div>
        <dt>{words.say("wall.saturation")}</dt>
        <dd>
          <Saturation of={view} label={words.say("wall.allShops")} />
        </dd>
      </div>
    </dl>
  );
}

/** What the day has brought so far. */
function DayTotals({ of: total }: { of: DayTotal }) {
  const length = (ms: number | undefined) => ms === undefined ? "—" : duration(language(), ms);
  const figures = [
    ["opened", String(total.opened)],
    ["served", String(total.served)],
    ["firstResponse", length(total.firstResponseMs)],
    ["handling", length(total.handlingMs)],
    ["invited", `${total.invited} / ${total.accepted}`],
  ] as const;
  return (
    <dl class="wall-figures" aria-label={words.say("wall.day")}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{words.say(`wall.day.${name}`)}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Aside() {
  const shop = wallShop.value;
  const { rates: all, fault } = rates.value;
  return (
    <aside class="wall-aside" aria-label={words.say("wall.aside")}>
      {day.value && <DayCurve of={day.value} />}
      <section class="card" aria-label={words.say("wall.rates")}>
        <header>
          <h2>{words.say("wall.rates")}</h2>
        </header>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        <RateList rates={all.filter((one) => shop === undefined || one.shop === shop)} />
      </section>
      <section class="card" aria-label={words.say("alerts.title")}>
        <header>
          <h2>{words.say("alerts.title")}</h2>
          <span class="small muted num">{alerts.value.length}</span>
        </header>
        {alerts.value.length === 0 && <p class="inside muted">{words.say("alerts.none")}</p>}
        <ul>
          {alerts.value.map((alert) => (
            <AlertItem
              key={alertKey(alert)}
              alert={alert}
              path={wallPath(alert.conversation)}
            />
          ))}
        </ul>
      </section>
    </aside>
  );
}

function Transcript({ id }: { id: string }) {
  return (
    <aside class="wall-transcript" aria-label={words.say("wall.transcript")}>
      <div class="wall-close">
        <span class="grow small muted">{words.say("wall.transcript")}</span>
        <IconButton
          compact
          label={words.say("wall.transcript.close")}
          icon={X}
          onClick={() => goTo("/desk/wall")}
        />
      </div>
      <ConversationPane id={id} />
    </aside>
  );
}
