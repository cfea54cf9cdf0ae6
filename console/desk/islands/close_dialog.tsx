import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { attempt } from "../stores/faults.ts";
import { closeLayer } from "../stores/layers.ts";
import { leaveConversation } from "../stores/panes.ts";
import { words } from "../stores/preferences.ts";
import { api } from "../wire/api.ts";
import { TopicPicker } from "./topic_picker.tsx";

/** Ends a conversation with what it was about, and asks for a rating if wanted. */
export function CloseDialog({ conversation }: { conversation: string }) {
  const [topic, setTopic] = useState<string>();
  const [invite, setInvite] = useState(true);
  const submit = async () => {
    const body = { inviteRating: invite, ...(topic !== undefined && { topic }) };
    if (!await attempt(api.close(conversation, body))) return;
    closeLayer();
    leaveConversation(conversation);
  };
  return (
    <Dialog title={words.say("close.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <TopicPicker
        chosen={topic}
        onChoose={setTopic}
        onSubmit={() =>
          void submit()}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={invite}
          onChange={(event) =>
            setInvite(event.currentTarget.checked)}
        />
        {words.say("close.invite")}
      </label>
      <div class="actions">
        <Button onClick={closeLayer}>{words.say("cancel")}</Button>
        <Button
          kind="primary"
          onClick={() =>
            void submit()}
        >
          {words.say("close.submit")}
        </Button>
      </div>
    </Dialog>
  );
}
