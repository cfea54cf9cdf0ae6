import { oneLine } from "../../kit/text.ts";
import { words } from "../stores/preferences.ts";
import type { Peek } from "../stores/typing.ts";

/** What the visitor is typing right now; never read out. */
export function TypingPeek({ peek }: { peek: Peek }) {
  const text = oneLine(peek.text ?? "");
  return (
    <div class="typing" aria-live="off">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="cut" dir="auto">
        {text === "" ? words.say("typing.visitor") : words.say("typing.peek", { text })}
      </span>
    </div>
  );
}
