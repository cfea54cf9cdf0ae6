import { IconButton } from "../../kit/components/button.tsx";
import { Smile } from "../../kit/components/icons.tsx";
import { Popover } from "../../kit/components/popover.tsx";
import { EMOJI } from "../components/emoji.ts";
import { closeLayer, isOpen, toggleLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";

const KINDS = ["faces", "hands", "things"] as const;

/** Puts an emoji at the caret. */
export function EmojiPicker(
  { conversation, onPick }: { conversation: string; onPick(emoji: string): void },
) {
  const open = isOpen("emoji", conversation);
  const pick = (emoji: string) => {
    closeLayer();
    onPick(emoji);
  };
  return (
    <Popover
      label={words.say("emoji.label")}
      open={open}
      onClose={closeLayer}
      side="start"
      above
      opener={
        <IconButton
          compact
          label={words.say("composer.emoji")}
          icon={Smile}
          on={open}
          aria-expanded={open}
          onClick={() => toggleLayer("emoji", conversation)}
        />
      }
    >
      {KINDS.map((kind) => (
        <div key={kind}>
          <p class="menu-head">{words.say(`emoji.${kind}`)}</p>
          <div class="emoji-grid">
            {EMOJI[kind].map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={emoji}
                onClick={() => pick(emoji)}
              >
                {emoji}
              </button>
            ))}
          </div>
        </div>
      ))}
    </Popover>
  );
}
