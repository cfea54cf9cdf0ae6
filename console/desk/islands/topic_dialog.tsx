import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { attempt } from "../stores/faults.ts";
import { closeLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";
import { api } from "../wire/api.ts";
import { TopicPicker } from "./topic_picker.tsx";

/** A topic for a conversation that has ended already: its visitor may have been first. */
export function TopicDialog({ conversation }: { conversation: string }) {
  const [topic, setTopic] = useState<string>();
  const submit = async () => {
    if (topic !== undefined && await attempt(api.tag(conversation, { topic }))) closeLayer();
  };
  return (
    <Dialog title={words.say("topic.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <TopicPicker
        chosen={topic}
        onChoose={setTopic}
        onSubmit={() =>
          void submit()}
      />
      <div class="actions">
        <Button onClick={closeLayer}>{words.say("cancel")}</Button>
        <Button
          kind="primary"
          disabled={topic === undefined}
          onClick={() =>
            void submit()}
        >
          {words.say("topic.save")}
        </Button>
      </div>
    </Dialog>
  );
}
