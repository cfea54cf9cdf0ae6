import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { decimal, duration } from "../../kit/i18n/formats.ts";
import { serverNow } from "../../kit/tick.ts";
import { shownChanges } from "../model/changes.ts";
import { epochOf } from "../model/shop_time.ts";
import { plannedText, versionText } from "../model/versions.ts";
import {
  changes,
  checked,
  draft,
  inForce,
  publishable,
  publishDraft,
  rollBack,
  versions,
  withdraw,
} from "../stores/configuration_draft.ts";
import { agentName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { shopMoment, shopZone } from "../stores/shop_time.ts";

/** What is wrong, what differs, and publishing: now or at a time, for good or until a time. */
export function PublishPanel() {
  const [times, setTimes] = useState({ from: "", until: "" });
  const [accepted, setAccepted] = useState(false);
  const [wrong, setWrong] = useState(false);
  const found = checked.value;
  const warned = (found?.warnings.length ?? 0) > 0;
  const publish = async () => {
    const [effectiveAt, revertAt] = [times.from, times.until].map((text) =>
      text === "" ? undefined : epochOf(text, shopZone.value)
    );
    const start = effectiveAt ?? serverNow();
    const past = effectiveAt !== undefined && effectiveAt <= serverNow();
    const backwards = revertAt !== undefined && revertAt <= start;
    setWrong(past || backwards);
    if (past || backwards) return;
    const body = { ...(warned && { acceptWarnings: accepted }), effectiveAt, revertAt };
    if (await publishDraft(body)) setTimes({ from: "", until: "" });
  };
  return (
    <section class="card" aria-label={words.say("config.publish.title")}>
      <header>
        <h2>{words.say("config.publish.title")}</h2>
      </header>
      <div class="inside">
        <Findings />
        <Differences />
        <When
          label={words.say("config.from")}
          value={times.from}
          fault={wrong ? words.say("config.times.wrong") : undefined}
          onInput={(from) => setTimes({ ...times, from })}
        />
        <When
          label={words.say("config.until")}
          value={times.until}
          onInput={(until) => setTimes({ ...times, until })}
        />
        <p class="small muted">{words.say("config.zone", { zone: shopZone.value })}</p>
        {warned && (
          <label class="row">
            <input
              type="checkbox"
              checked={accepted}
              onChange={(event) => setAccepted(event.currentTarget.checked)}
            />
            {words.say("config.accept")}
          </label>
        )}
        <Button
          kind="primary"
          disabled={!publishable.value || (warned && !accepted)}
          onClick={() => void publish()}
        >
          {words.say(times.from === "" ? "config.publish.now" : "config.publish.later")}
        </Button>
      </div>
    </section>
  );
}

function When(
  { label, value, fault, onInput }: {
    label: string;
    value: string;
    fault?: string;
    onInput(text: string): void;
  },
) {
  return (
    <Field label={label} fault={fault}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type="datetime-local"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Findings() {
  const found = checked.value;
  if (!found) return <p class="muted">{words.say("config.unchecked")}</p>;
  const all = [...found.faults, ...found.warnings];
  if (all.length === 0) return <p>{words.say("config.sound")}</p>;
  return (
    <ul class="finding-list" aria-label={words.say("config.findings")}>
      {all.map((one) => (
        <li key={`${one.path}.${one.fault ?? one.rule}`}>
          <code>{one.path}</code> {one.sentence[language()]}
        </li>
      ))}
    </ul>
  );
}

/** More than these are counted. */
const CHANGES_SHOWN = 30;

/** In the form's words; the path stays beside, for findings name places by it as well. */
function Differences() {
  const all = changes.value;
  if (all.length === 0) return <p class="muted">{words.say("config.same")}</p>;
  const shown = shownChanges(
    all.slice(0, CHANGES_SHOWN),
    [draft.value?.document, inForce.value?.document],
    {
      ...words,
      language: language(),
      duration: (ms) => duration(language(), ms),
      decimal: (value) => decimal(language(), value),
      agent: agentName,
    },
  );
  return (
    <>
      <p class="small muted num">{words.say("config.changes", { count: all.length })}</p>
      <ul class="finding-list" aria-label={words.say("config.changes.list")}>
        {shown.map(({ path, place, before, after }) => (
          <li key={path}>
            <b dir="auto">{place}</b>{" "}
            <span class="num" dir="auto">{words.say("config.change", { before, after })}</span>{" "}
            <code class="muted">{path}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Appointments, and what was published; an earlier one can be brought back. */
export function VersionPanel() {
  const live = inForce.value;
  const planned = live?.changes ?? [];
  const times = [
    ...planned.flatMap(({ at, revertAt }) => revertAt === undefined ? [at] : [at, revertAt]),
    ...versions.value.map(({ at }) => at),
  ];
  const moment = (at: number) => shopMoment(at, times);
  const teller = { say: words.say, agent: agentName, moment };
  return (
    <section class="card" aria-label={words.say("config.versions")}>
      <header>
        <h2>{words.say("config.versions")}</h2>
      </header>
      <ul class="rate-list">
        {planned.map((one) => (
          <li key={`${one.kind}.${one.at}`}>
            <span class="grow num">{plannedText(one, versions.value, teller)}</span>
            <Button compact onClick={() => void withdraw(one.hash, one.at)}>
              {words.say("config.withdraw")}
            </Button>
          </li>
        ))}
        {versions.value.map((one) => (
          <li key={one.version}>
            <span class="grow num">{versionText(one, teller)}</span>
            {one.version === live?.version
              ? <span class="small muted">{words.say("config.inForce")}</span>
              : (
                <Button compact onClick={() => void rollBack(one.version)}>
                  {words.say("config.rollBack", { version: one.version })}
                </Button>
              )}
          </li>
        ))}
      </ul>
    </section>
  );
}
