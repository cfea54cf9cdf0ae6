import type { ClosingTopic } from "../../../engine/contract/wire/configuration.ts";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { freshId } from "../model/fresh_id.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { WordsField } from "./draft_fields.tsx";

/** Two levels are usual; deeper trees are kept and shown, and grow where they are. */
export function TopicTree() {
  return (
    <div class="draft-foot">
      <Branch path="closingTopics" topics={draft.value?.document.closingTopics ?? []} />
    </div>
  );
}

function Branch(
  { path, topics, above }: { path: string; topics: readonly ClosingTopic[]; above?: string },
) {
  const add = () => {
    const id = freshId("topic");
    const nth = topics.length + 1;
    const name = { zh: `主题 ${nth}`, en: `Topic ${nth}` };
    edit(path, [...topics, { id, name }]);
  };
  return (
    <ul class="topic-tree">
      {topics.map((one, at) => <Topic key={one.id} path={`${path}.${at}`} topic={one} />)}
      <li>
        <Button compact icon={Plus} onClick={add}>
          {above === undefined
            ? words.say("config.topics.add")
            : words.say("config.topics.addBelow", { name: above })}
        </Button>
      </li>
    </ul>
  );
}

function Topic({ path, topic }: { path: string; topic: ClosingTopic }) {
  const name = topic.name[language()];
  return (
    <li>
      <details class="draft-part">
        <summary>{name}</summary>
        <div class="draft-entry">
          <div
            class="draft-fields grow"
            role="group"
            aria-label={words.say("config.part", { title: name })}
          >
            <WordsField path={`${path}.name`} label={words.say("config.name")} />
          </div>
          <IconButton
            compact
            icon={X}
            label={words.say("config.remove", { name })}
            onClick={() => edit(path, undefined)}
          />
        </div>
        <Branch path={`${path}.children`} topics={topic.children ?? []} above={name} />
      </details>
    </li>
  );
}
