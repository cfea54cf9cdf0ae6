import type { QuickReply } from "../../../engine/contract/wire/desk.ts";
import { Icon, Paperclip, Zap } from "../../kit/components/icons.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { oneLine } from "../../kit/text.ts";
import { words } from "../stores/preferences.ts";

/**
 * Quick replies that match, above the text: it takes room and pushes the log up, so that the last
 * message is never covered. The text field owns it; the focus never leaves the field.
 */
export function ReplyList(
  { id, wanted, found, more, chosen, onUse }: {
    id: string;
    wanted: string;
    found: QuickReply[];
    more: number;
    chosen: number;
    onUse(reply: QuickReply): void;
  },
) {
  return (
    <div class="reply-list">
      <p class="reply-head small muted">
        <Icon of={Zap} size={14} />
        <span class="grow">
          {wanted === ""
            ? words.say("replies.all")
            : words.say("replies.match", { wanted, count: found.length + more })}
        </span>
        <span class="keys">
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {words.say("replies.keys.choose")} · <Kbd>Tab</Kbd>{" "}
          {words.say("replies.keys.insert")} · <Kbd>Ctrl Enter</Kbd>{" "}
          {words.say("replies.keys.send")} · <Kbd>Esc</Kbd> {words.say("close")}
        </span>
      </p>
      <div role="listbox" id={id} aria-label={words.say("replies.title")}>
        {found.map((reply, at) => (
          <div
            key={reply.id}
            id={`${id}-${at}`}
            class="reply-row"
            role="option"
            aria-selected={at === chosen}
            onPointerDown={(event) => {
              event.preventDefault();
              onUse(reply);
            }}
          >
            <span class="code cut">{reply.shortcut ? `/${reply.shortcut}` : ""}</span>
            <span class="grow cut" dir="auto" title={reply.text}>
              <Marked text={oneLine(reply.text)} wanted={wanted} />
            </span>
            {reply.file && <Icon of={Paperclip} size={14} />}
            <span class="small muted">
              {reply.folder || words.say(`replies.scope.${reply.scope}`)}
            </span>
          </div>
        ))}
      </div>
      {more > 0 && (
        <p class="reply-more small muted">{words.say("replies.more", { count: more })}</p>
      )}
    </div>
  );
}

/** Asked for and not there: says so, and where they are made. */
export function NoReplies({ wanted, any }: { wanted: string; any: boolean }) {
  return (
    <div class="reply-list">
      <p class="reply-head small muted" role="status">
        <Icon of={Zap} size={14} />
        <span class="grow">
          {any ? words.say("replies.noMatch", { wanted }) : words.say("replies.empty")}
        </span>
        <a href="/desk/settings/replies">{words.say("replies.make")}</a>
        <span class="keys">
          <Kbd>Esc</Kbd> {words.say("close")}
        </span>
      </p>
    </div>
  );
}

/** The text with what was looked for in bold. */
function Marked({ text, wanted }: { text: string; wanted: string }) {
  const at = wanted === "" ? -1 : text.toLowerCase().indexOf(wanted);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, at + wanted.length)}</b>
      {text.slice(at + wanted.length)}
    </>
  );
}
