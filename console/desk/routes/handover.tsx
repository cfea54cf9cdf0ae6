import { useEffect } from "preact/hooks";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { decimal, duration } from "../../kit/i18n/formats.ts";
import { HandoverItems } from "../islands/handover_items.tsx";
import { incoming, roomLeft } from "../model/handover.ts";
import { company } from "../stores/company.ts";
import { faultText } from "../stores/faults.ts";
import {
  chooseLeaver,
  destinations,
  isEnding,
  items,
  leaver,
  people,
  type Person,
  receivers,
  runHandover,
} from "../stores/handover.ts";
import { agentName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

/** Who leaves with open work, where each piece of it goes, and who would take it. */
export function Handover({ agent }: { agent: string | undefined }) {
  useEffect(runHandover, []);
  useEffect(() => chooseLeaver(agent), [agent]);
  const { rest, fault } = company.value;
  return (
    <main class="page handover" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("handover.title")}</h1>
        <span class="grow" />
        <a class="btn compact" href="/desk/wall">{words.say("rail.wall")}</a>
      </div>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {rest > 0 && <p class="muted" role="note">{words.say("company.rest", { count: rest })}</p>}
      <div class="config-columns">
        <div class="config-form">
          {leaver.value
            ? <HandoverItems agent={leaver.value} />
            : (
              <EmptyState title={words.say("handover.whose")}>
                {words.say("handover.whose.text")}
              </EmptyState>
            )}
        </div>
        <div class="config-aside">
          <People />
          {leaver.value && <Receivers />}
        </div>
      </div>
    </main>
  );
}

function People() {
  return (
    <section class="card" aria-label={words.say("handover.everyone")}>
      <header>
        <h2>{words.say("handover.everyone")}</h2>
      </header>
      {people.value.length === 0 && <p class="inside muted">{words.say("handover.nobody")}</p>}
      <ul class="handover-people">
        {people.value.map((one) => (
          <li key={one.agent}>
            <a
              class={`wall-row ${one.agent === leaver.value ? "chosen" : ""}`}
              href={`/desk/handover/${encodeURIComponent(one.agent)}`}
              aria-current={one.agent === leaver.value ? "page" : undefined}
            >
              <span class="stacked grow">
                <Name of={agentName(one.agent)} />
                <span class="small muted num">
                  {words.say("handover.work", { open: one.open, parked: one.parked })}
                </span>
              </span>
              <Standing of={one} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const MINUTE_MS = 60_000;

function Standing({ of: one }: { of: Person }) {
  if (one.away) return <Chip tone="breach">{words.say("handover.away")}</Chip>;
  if (one.endsIn === undefined) return null;
  const left = duration(language(), one.endsIn * MINUTE_MS);
  return (
    <Chip tone={isEnding(one) ? "warn" : undefined}>{words.say("handover.ends", { left })}</Chip>
  );
}

/** How full everybody is now, what is about to come, and what is left then. */
function Receivers() {
  const coming = incoming(items.value, destinations.value);
  const there = receivers.value.filter((one) => one.there);
  return (
    <section class="card" aria-label={words.say("handover.receivers")}>
      <header>
        <h2>{words.say("handover.receivers")}</h2>
      </header>
      {there.length === 0 && <p class="inside muted">{words.say("handover.receivers.none")}</p>}
      <ul class="rate-list">
        {there.map((one) => (
          <li key={one.agent}>
            <Name of={agentName(one.agent)} />
            <span class="grow" />
            <span class="small muted num">
              {words.say("handover.room", {
                used: decimal(language(), one.used),
                coming: coming.get(one.agent) ?? 0,
                left: roomLeft(one, coming),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
