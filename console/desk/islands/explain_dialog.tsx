import type { ShownExplanation } from "../../../engine/contract/wire/explanation.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { decimal, duration } from "../../kit/i18n/formats.ts";
import { CandidateTable } from "../components/candidate_table.tsx";
import { explain, explained } from "../stores/explain.ts";
import { faultText } from "../stores/faults.ts";
import { closeLayer } from "../stores/layers.ts";
import { groupName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { timeOf } from "../stores/shop_time.ts";

/** From the "why" of a line to everything the decision was made of. */
export function ExplainButton({ conversation, seq }: { conversation: string; seq: number }) {
  return (
    <Button kind="link" onClick={() => void explain(conversation, seq)}>
      {words.say("explain.open")}
    </Button>
  );
}

/** Why a decision fell as it did: read from the state right before it, however long ago. */
export function ExplainDialog() {
  const now = explained.value;
  if (!now) return null;
  return (
    <Dialog
      wide
      title={words.say("explain.title")}
      closeLabel={words.say("close")}
      onClose={closeLayer}
    >
      {now.state === "asked" && <SkeletonRows count={4} />}
      {now.state === "failed" && <InlineError>{faultText(now.fault)}</InlineError>}
      {now.state === "told" && <Told explanation={now.explanation} />}
    </Dialog>
  );
}

/** Work units of one conversation. */
const UNITS_PER_CONVERSATION = 20;

function Told({ explanation }: { explanation: ShownExplanation }) {
  const { group, strategy, item, configuration, eligible, looked, at } = explanation;
  return (
    <>
      <p class="num">
        {words.say("explain.basis", {
          time: timeOf(item.shop, at),
          group: groupName(group),
          strategy: words.say(`explain.strategy.${strategy}`),
          version: configuration.version,
        })}
      </p>
      <p class="small muted num">
        {words.say("explain.item", {
          class: item.class,
          cost: decimal(language(), item.costUnits / UNITS_PER_CONVERSATION),
          waited: duration(language(), item.waitedMs),
        })}
      </p>
      {explanation.candidates.length === 0 ? <p>{words.say("explain.nobody")}</p> : (
        <>
          <p class="small muted num">{words.say("explain.looked", { looked, eligible })}</p>
          <div class="scroll-x" tabIndex={0} role="region" aria-label={words.say("explain.scroll")}>
            <CandidateTable explanation={explanation} />
          </div>
        </>
      )}
      {explanation.work && explanation.work.length > 0 && <Waiting work={explanation.work} />}
    </>
  );
}

/** For freed capacity: what else stood in line for this agent. */
function Waiting({ work }: { work: NonNullable<ShownExplanation["work"]> }) {
  return (
    <table class="table" aria-label={words.say("explain.work")}>
      <thead>
        <tr>
          <th scope="col">{words.say("explain.work")}</th>
          <th scope="col">{words.say("explain.work.group")}</th>
          <th scope="col" class="figure">{words.say("explain.work.class")}</th>
          <th scope="col" class="figure">{words.say("explain.work.index")}</th>
        </tr>
      </thead>
      <tbody>
        {work.map((one) => (
          <tr key={one.conversation}>
            <th scope="row">{one.conversation.slice(-6)}</th>
            <td>{groupName(one.group)}</td>
            <td class="figure">{one.class}</td>
            <td class="figure">{decimal(language(), one.index)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
