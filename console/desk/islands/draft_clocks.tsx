import type { Clock } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { duration } from "../../kit/i18n/formats.ts";
import { CLOCK_OFFERS, freshClock, offeredClock } from "../model/fresh_parts.ts";
import { endMinute, endTimeOf, minuteOf, timeOf } from "../model/hours.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { ChecksField } from "./draft_checks.tsx";
import { ClockAgents, ClockHolds } from "./draft_holds.tsx";
import { ChoiceField, NumberField, Part, TextField, WordsField } from "./draft_fields.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";

const SECOND = 1_000;
const PERCENT = 0.01;
const WHO_COUNTS = ["human", "assisted", "bot"] as const;

/** Clocks of the document, and those that can be added. */
export function ClockParts() {
  const document = draft.value?.document;
  if (!document) return null;
  return (
    <>
      {document.clocks.map((one, at) => <ClockPart key={one.id} clock={one} at={at} />)}
      <section class="draft-foot" aria-label={words.say("config.clock.offers")}>
        <h3>{words.say("config.clock.offers")}</h3>
        <p class="small muted">{words.say("config.clock.offers.about")}</p>
        <ul class="clock-offers">
          {CLOCK_OFFERS.map((offer) => (
            <li key={offer}>
              <Offer
                clock={offeredClock(offer)}
                onAdd={() => addPart("clocks", freshClock(document, offer))}
              />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** A rule in few words, with the day on which it was looked up and where. */
function Offer({ clock, onAdd }: { clock: Omit<Clock, "id">; onAdd(): void }) {
  const { warnMs, breachMs = 0, counting, checked } = clock;
  const name = clock.name[language()];
  const breach = duration(language(), breachMs);
  return (
    <>
      <b>{name}</b>
      <span class="small num">
        {warnMs === undefined
          ? words.say("config.clock.limit", { breach })
          : words.say("config.clock.limits", { warn: duration(language(), warnMs), breach })}
      </span>
      {counting && (
        <span class="small muted num">
          {words.say("config.clock.hours", {
            from: timeOf(counting.fromMinute),
            to: endTimeOf(counting.toMinute),
          })}
        </span>
      )}
      <span class="small muted">
        {checked ? words.say("config.clock.source", checked) : words.say("config.clock.own")}
      </span>
      <Button
        compact
        icon={Plus}
        aria-label={words.say("config.clock.add", { name })}
        onClick={onAdd}
      >
        {words.say("config.clock.offers.add")}
      </Button>
    </>
  );
}

function ClockPart({ clock, at }: { clock: Clock; at: number }) {
  const path = `clocks.${at}`;
  const seconds = (field: keyof Clock, label: string) => (
    <NumberField path={`${path}.${field}`} label={label} scale={SECOND} />
  );
  return (
    <Part title={clock.name[language()]} path={path}>
      {() => (
        <>
          <p class="draft-wide small muted">
            {words.say(`config.clock.kind.${clock.kind}`)}
          </p>
          <WordsField path={`${path}.name`} label={words.say("config.name")} />
          {seconds("warnMs", words.say("adjust.warn"))}
          {seconds("breachMs", words.say("adjust.breach"))}
          {clock.kind === "agentSilent" && seconds("reclaimMs", words.say("adjust.reclaim"))}
          {clock.kind === "visitorSilent" &&
            seconds("closeAfterMs", words.say("config.clock.close"))}
          {clock.kind === "firstResponse" &&
            seconds("sessionGapMs", words.say("config.clock.sessionGap"))}
          <ChoiceField
            path={`${path}.whoCounts`}
            label={words.say("config.clock.who")}
            choices={WHO_COUNTS.map((value) => ({
              value,
              label: words.say(`config.clock.who.${value}`),
            }))}
          />
          {clock.counting && <RateFields path={path} />}
          <Told path={path} />
          <ClockHolds path={path} clock={clock} />
          <Scope path={path} />
          <ClockAgents path={path} agents={clock.agents} />
          {clock.checked && <Source path={`${path}.checked`} />}
          <PartEnd list="clocks" at={at} entry={clock} prefix="clock" />
        </>
      )}
    </Part>
  );
}

/** What enters the marketplace's rate, and what it has to reach. */
const RateFields = ({ path }: { path: string }) => (
  <>
    <TextField
      path={`${path}.counting.fromMinute`}
      type="time"
      label={words.say("config.clock.from")}
      read={timeOf}
      write={minuteOf}
    />
    <TextField
      path={`${path}.counting.toMinute`}
      type="time"
      label={words.say("config.clock.to")}
      read={timeOf}
      write={endMinute}
    />
    <NumberField
      path={`${path}.target`}
      label={words.say("config.clock.target")}
      scale={PERCENT}
    />
  </>
);

const TOLD = ["agent", "supervisor"] as const;

/** Whom the two thresholds alert; what the engine does where the document is silent shows ticked. */
function Told({ path }: { path: string }) {
  const choices = TOLD.map((value) => ({ value, label: words.say(`config.clock.to.${value}`) }));
  return (
    <>
      <ChecksField
        path={`${path}.warnTo`}
        label={words.say("config.clock.warnTo")}
        choices={choices}
        absent={["agent"]}
      />
      <ChecksField
        path={`${path}.breachTo`}
        label={words.say("config.clock.breachTo")}
        choices={choices}
        absent={TOLD}
      />
    </>
  );
}

/** Where the clock holds: the nearest of its kind runs. */
function Scope({ path }: { path: string }) {
  const { shops = [], groups = [] } = draft.value?.document ?? {};
  const named = (list: typeof shops | typeof groups) =>
    list.map(({ id, name }) => ({ value: id, label: name[language()] }));
  return (
    <>
      <ChecksField
        path={`${path}.shops`}
        label={words.say("config.clock.shops")}
        choices={named(shops)}
        none={words.say("config.clock.shops.all")}
      />
      <ChecksField
        path={`${path}.groups`}
        label={words.say("config.clock.groups")}
        choices={named(groups)}
        none={words.say("config.clock.groups.all")}
      />
    </>
  );
}

const Source = ({ path }: { path: string }) => (
  <>
    <TextField path={`${path}.at`} type="date" label={words.say("config.clock.checked")} />
    <TextField path={`${path}.source`} label={words.say("config.clock.checked.source")} />
  </>
);
