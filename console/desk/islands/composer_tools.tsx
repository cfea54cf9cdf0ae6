import { useRef } from "preact/hooks";
import { IconButton } from "../../kit/components/button.tsx";
import { Icon, Lock, Paperclip } from "../../kit/components/icons.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import type { DraftMode } from "../stores/drafts.ts";
import { words } from "../stores/preferences.ts";
import { EmojiPicker } from "./emoji_picker.tsx";

/** Above the text: emoji, files, and to whom it goes. */
export function ComposerTools(
  { mode, onMode, onEmoji, onFiles }: {
    mode: DraftMode;
    onMode(mode: DraftMode): void;
    onEmoji(emoji: string): void;
    onFiles(files: Iterable<File>): void;
  },
) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div class="tools" role="toolbar" aria-label={words.say("composer.tools")}>
      <EmojiPicker onPick={onEmoji} />
      <IconButton
        compact
        label={words.say("composer.file")}
        icon={Paperclip}
        disabled={mode === "note"}
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
      <span class="divider" />
      <Segmented
        label={words.say("composer.mode")}
        value={mode}
        onChoose={onMode}
        choices={[
          { value: "reply", label: words.say("composer.mode.reply") },
          {
            value: "note",
            label: words.say("composer.mode.note"),
            mark: <Icon of={Lock} size={13} />,
          },
        ]}
      />
    </div>
  );
}
