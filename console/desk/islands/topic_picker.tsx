import { useRef, useState } from "preact/hooks";
import { choicesFor, type TopicChoice, topicFound, topicsFor } from "../model/topics.ts";
import { closingTopics } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";

/** The topic tree, found by typing: the first one found is chosen; arrows choose, Enter ends. */
export function TopicPicker(
  { chosen, onChoose, onSubmit }: {
    chosen: string | undefined;
    onChoose(topic: string | undefined): void;
    onSubmit(): void;
  },
) {
  const [search, setSearch] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const topics = topicsFor(closingTopics(), search);
  const choices = choicesFor(closingTopics(), search);
  const seek = (text: string) => {
    setSearch(text);
    onChoose(topicFound(closingTopics(), text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") {
      event.preventDefault();
      return onSubmit();
    }
    if (by === 0 || choices.length === 0) return;
    event.preventDefault();
    const at = choices.findIndex((topic) => topic.id === chosen);
    const next = choices[Math.min(choices.length - 1, Math.max(0, at + by))];
    onChoose(next.id);
    list.current?.querySelector(`[data-topic="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div class="stack">
      <input
        class="input"
        type="search"
        role="combobox"
        list={undefined}
        aria-expanded="true"
        aria-controls="closing-topics"
        aria-activedescendant={chosen && `topic-${chosen}`}
        aria-label={words.say("close.find")}
        placeholder={words.say("close.find")}
        value={search}
        onInput={(event) => seek(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id="closing-topics"
        class="topic-list"
        role="listbox"
        aria-label={words.say("close.topic")}
      >
        {topics.length === 0 && <p class="menu-head">{words.say("close.none")}</p>}
        {topics.map((topic) => (
          <TopicItem
            key={topic.id}
            topic={topic}
            whole={search.trim() !== ""}
            chosen={topic.id === chosen}
            onChoose={() => onChoose(topic.id === chosen && search === "" ? undefined : topic.id)}
          />
        ))}
      </div>
    </div>
  );
}

function TopicItem(
  { topic, whole, chosen, onChoose }: {
    topic: TopicChoice;
    /** While searching, the whole path is shown. */
    whole: boolean;
    chosen: boolean;
    onChoose(): void;
  },
) {
  const name = whole ? topic.path : topic.path.split(" / ").at(-1);
  if (!topic.leaf && !whole) return <p class="menu-head" role="presentation">{name}</p>;
  return (
    <div
      class={`menu-item ${whole ? "" : `depth-${Math.min(2, topic.depth)}`}`}
      id={`topic-${topic.id}`}
      data-topic={topic.id}
      role="option"
      aria-selected={chosen}
      onClick={onChoose}
    >
      {name}
    </div>
  );
}
