import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { serverNow } from "../../kit/tick.ts";
import { BLOCK_CHOICES, type BlockChoice, untilAtOf } from "../model/block.ts";
import { putBlock } from "../stores/blocks.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

/** For how long, and what it does: it ends what is open, so it is asked twice. */
export function BlockDialog(
  { visitor, name, onClose }: { visitor: string; name: string; onClose(): void },
) {
  const [choice, setChoice] = useState<BlockChoice>("day");
  const [fault, setFault] = useState<Fault>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const said = await putBlock(visitor, { untilAt: untilAtOf(choice, serverNow()) });
    setFault(said);
    if (!said) onClose();
  };
  return (
    <Dialog
      title={words.say("block.title", { name })}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      <form class="stack" onSubmit={submit}>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        <Field label={words.say("block.for")}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value as BlockChoice)}
            >
              {BLOCK_CHOICES.map((one) => (
                <option key={one} value={one}>{words.say(`block.for.${one}`)}</option>
              ))}
            </select>
          )}
        </Field>
        <p class="small">{words.say("block.does")}</p>
        <div class="actions">
          <Button onClick={onClose}>{words.say("cancel")}</Button>
          <Button kind="danger" type="submit">{words.say("block.submit")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
