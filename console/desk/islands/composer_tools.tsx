import { useRef, useState } from "preact/hooks";
import { IconButton } from "../../kit/components/button.tsx";
import { Icon, Link, Lock, Paperclip, Plus, Zap } from "../../kit/components/icons.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { openLayer } from "../stores/layers.ts";
import type { DraftMode } from "../stores/drafts.ts";
import { words } from "../stores/preferences.ts";
import { EmojiPicker } from "./emoji_picker.tsx";
import { VoiceButton } from "./voice_button.tsx";
import type { Draft } from "./use_draft.ts";

/** Above the text: emoji, files, quick replies, and to whom it goes. */
export function ComposerTools(
  { conversation, draft, notesOnly, onFiles }: {
    conversation: string;
    draft: Draft;
    notesOnly: boolean;
    onFiles(files: Iterable<File>): void;
  },
) {
  const picker = useRef<HTMLInputElement>(null);
  /** On a phone the tools stand behind a "+", which leaves the line to reply and note. */
  const [more, setMore] = useState(false);
  const noting = draft.mode === "note";
  const slash = () => {
    const before = draft.text.slice(0, draft.area.current?.selectionStart ?? draft.text.length);
    draft.insert(before === "" || /\s$/.test(before) ? "/" : " /");
  };
  return (
    <div
      class={`tools ${more ? "open" : ""}`}
      role="toolbar"
      aria-label={words.say("composer.tools")}
    >
      <span class="more-tools">
        <IconButton
          compact
          label={words.say("composer.more")}
          icon={Plus}
          on={more}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        />
      </span>
      <span class="tool-set">
        <EmojiPicker conversation={conversation} onPick={draft.insert} />
        <IconButton
          compact
          label={words.say("composer.file")}
          icon={Paperclip}
          disabled={noting}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          aria-label={words.say("composer.file")}
          onChange={(event) => {
            onFiles([...event.currentTarget.files ?? []]);
            event.currentTarget.value = "";
          }}
        />
        <IconButton
          compact
          label={words.say("link.tool")}
          icon={Link}
          disabled={noting}
          onClick={() => openLayer("link", conversation)}
        />
        <VoiceButton conversation={conversation} disabled={noting} />
        <IconButton
          compact
          label={words.say("replies.title")}
          icon={Zap}
          shortcut="/"
          disabled={noting}
          onClick={slash}
        />
        <span class="divider" />
      </span>
      <Segmented
        label={words.say("composer.mode")}
        value={draft.mode}
        onChoose={(mode: DraftMode) => draft.choose(mode)}
        choices={[
          ...(notesOnly
            ? []
            : [{ value: "reply" as const, label: words.say("composer.mode.reply") }]),
          {
            value: "note" as const,
            label: words.say("composer.mode.note"),
            mark: <Icon of={Lock} size={13} />,
          },
        ]}
      />
    </div>
  );
}
