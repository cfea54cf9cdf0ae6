import { useEffect, useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { loadSecondFactor, secondFactor } from "../stores/second_factor.ts";
import { SecondFactorOff } from "./second_factor_off.tsx";
import { SecondFactorSteps } from "./second_factor_steps.tsx";

/** Turning the second factor on, in three steps, and off again. */
export function SecondFactorCard({ onDone }: { onDone?: () => void }) {
  useEffect(() => void loadSecondFactor(), []);
  const [recovery, setRecovery] = useState<string[]>();
  const { known, fault } = secondFactor.value;
  return (
    <section class="card" aria-label={words.say("factor.title")}>
      <header>
        <h2>{words.say("factor.title")}</h2>
        <span class="small muted grow">{words.say("factor.text")}</span>
        {known?.on && <Chip tone="ok">{words.say("factor.on")}</Chip>}
      </header>
      <div class="inside">
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {!known && !fault && <SkeletonRows count={2} />}
        {recovery && <RecoveryCodes codes={recovery} onDone={onDone} />}
        {known && !known.on && !recovery && <SecondFactorSteps onCodes={setRecovery} />}
        {known?.on && !recovery && (
          <>
            <p>{words.say("factor.left", { count: known.recoveryLeft })}</p>
            {known.required
              ? <p class="small muted">{words.say("factor.required")}</p>
              : <SecondFactorOff />}
          </>
        )}
      </div>
    </section>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone?: () => void }) {
  return (
    <div role="status">
      <p>{words.say("factor.recovery")}</p>
      <ol class="codes num">
        {codes.map((code) => <li key={code}>{code.replace(/(.{5})(?=.)/g, "$1-")}</li>)}
      </ol>
      {onDone && <Button kind="primary" onClick={onDone}>{words.say("factor.continue")}</Button>}
    </div>
  );
}
