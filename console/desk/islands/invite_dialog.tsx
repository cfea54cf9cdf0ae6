import { useState } from "preact/hooks";
import {
  type BrowsingVisitor,
  INVITATION_TEXT_MAX,
} from "../../../engine/contract/wire/browsing.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { browserName, inviteBrowsing } from "../stores/browsing.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";
import { en, zh } from "../words/browsing.ts";

/** What a stranger reads on the shop's page, begun in the language of that page. */
export function InviteDialog({ to, onClose }: { to: BrowsingVisitor; onClose(): void }) {
  const [text, setText] = useState<string>(
    (to.language === "zh" ? zh : en)["browsing.invite.first"],
  );
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [sending, setSending] = useState(false);
  const missing = text.trim() === "";
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (missing || sending) return;
    setSending(true);
    const wrong = await inviteBrowsing(to.browsing, text.trim());
    setSending(false);
    setFault(wrong);
    if (!wrong) onClose();
  };
  return (
    <Dialog
      title={words.say("browsing.invite.to", { name: browserName(to) })}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      <form class="stack" onSubmit={submit}>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        <Field
          label={words.say("browsing.invite.text")}
          fault={tried && missing ? words.say("browsing.invite.missing") : undefined}
        >
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              rows={3}
              maxLength={INVITATION_TEXT_MAX}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <p class="small muted">{words.say("browsing.invite.about")}</p>
        <div class="actions">
          <Button onClick={onClose}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit" disabled={sending}>
            {words.say("browsing.invite.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
