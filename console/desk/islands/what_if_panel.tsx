import { useState } from "preact/hooks";
import { SIMULATION_CAUSES } from "../../../engine/contract/wire/simulation.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { serverNow } from "../../kit/tick.ts";
import { WhatIfResult } from "../components/what_if_result.tsx";
import { dayToTry, isOver } from "../model/trial_day.ts";
import { begunAt, draft, publishable } from "../stores/configuration_draft.ts";
import { faultText } from "../stores/faults.ts";
import { language, words } from "../stores/preferences.ts";
import { shopZone } from "../stores/shop_time.ts";
import { endTrial, trial, trialFault, tryDraft } from "../stores/what_if.ts";

/** A recorded day through the draft: how far it is, and what it came to. */
export function WhatIfPanel() {
  const [own, setOwn] = useState<string>();
  const timeZone = shopZone.value;
  const day = own ?? dayToTry(timeZone, serverNow(), begunAt.value);
  const now = trial.value;
  const edition = draft.value?.edition ?? 0;
  const running = now?.progress.state === "running";
  return (
    <section class="card" aria-label={words.say("whatIf.title")}>
      <header>
        <h2>{words.say("whatIf.title")}</h2>
      </header>
      <div class="inside">
        <Field label={words.say("whatIf.day")}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="date"
              value={day}
              onInput={(event) => setOwn(event.currentTarget.value)}
            />
          )}
        </Field>
        {day !== "" && !isOver(day, timeZone, serverNow()) && (
          <p class="small muted">{words.say("whatIf.notOver")}</p>
        )}
        {running
          ? <Button onClick={() => void endTrial()}>{words.say("whatIf.end")}</Button>
          : (
            <Button
              disabled={!publishable.value || day === ""}
              onClick={() => void tryDraft(day, edition)}
            >
              {words.say("whatIf.start")}
            </Button>
          )}
        {trialFault.value && <InlineError>{faultText(trialFault.value)}</InlineError>}
        {now && now.edition !== edition && <p class="muted">{words.say("whatIf.stale")}</p>}
        <div role="status" class="stacked">
          <Outcome />
        </div>
      </div>
    </section>
  );
}

function Outcome() {
  const progress = trial.value?.progress;
  switch (progress?.state) {
    case "running":
      return (
        <p class="num">
          {words.say("whatIf.running", { done: progress.done, of: progress.of })}
        </p>
      );
    case "finished":
      return <WhatIfResult result={progress.result} />;
    case "refused":
      return <p>{SIMULATION_CAUSES[progress.cause][language()]}</p>;
    case "cancelled":
      return <p>{words.say("whatIf.cancelled")}</p>;
    case undefined:
      return <p class="muted">{words.say("whatIf.about")}</p>;
  }
}
