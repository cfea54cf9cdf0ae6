import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { SkeletonMessages } from "../../kit/components/skeleton.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { PendingMessage, PendingUpload } from "../components/pending_message.tsx";
import { LogLineView } from "./log_line.tsx";
import { useFollowing, useKeptOffset } from "./log_scrolling.ts";
import { TypingPeek } from "../components/typing_peek.tsx";
import { logLines } from "../model/log_lines.ts";
import { unshown } from "../model/outbox.ts";
import { faultText } from "../stores/faults.ts";
import { uploads } from "../stores/files.ts";
import { link } from "../stores/link.ts";
import { outbox } from "../stores/outbox.ts";
import { words } from "../stores/preferences.ts";
import { markRead } from "../stores/reads.ts";
import { selfId } from "../stores/session.ts";
import { dayOf, zoneOf } from "../stores/shop_time.ts";
import { loadNewest, loadOlder, type Opened } from "../stores/timelines.ts";
import { peeks } from "../stores/typing.ts";

/** Lines in the page at once; scrolling up brings earlier ones in steps of as many. */
const SHOWN_STEP = 100;
/** So close to an edge counts as being there, CSS px. */
const EDGE_PX = 40;

/** The conversation line by line. It follows the end only while the reader is there. */
export function MessageLog(
  { conversation, opened }: { conversation: DeskConversation; opened: Opened },
) {
  const id = conversation.conversation;
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(SHOWN_STEP);
  const [seen, setSeen] = useState(0);
  const timeline = opened.timeline.value;
  const loading = opened.loading.value;
  const { atEnd } = opened;
  const sending = outbox.value.filter((item) => item.conversation === id);
  const pending = unshown(sending, timeline.entries, selfId());
  const rising = uploads.value.filter((upload) => upload.conversation === id);
  const lines = logLines(timeline.entries, zoneOf(conversation.shop)).slice(-shown);
  const earlier = timeline.entries.length > lines.length || timeline.more;
  const fresh = timeline.entries.filter((entry) => entry.kind === "message" && entry.seq > seen);

  useFollowing(box, atEnd, [
    timeline.lastSeq,
    pending.length,
    rising.length,
    peeks.value[id] !== undefined,
  ]);
  useKeptOffset(box, atEnd, lines[0]?.entry.seq);
  useEffect(() => {
    const look = () => {
      if (!atEnd.value || document.hidden || timeline.lastSeq === 0) return;
      markRead(id, Math.max(timeline.lastSeq, conversation.lastPublicSeq));
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [timeline.lastSeq, conversation.lastPublicSeq, atEnd.value]);

  const showEarlier = () => {
    if (timeline.entries.length > lines.length) setShown(shown + SHOWN_STEP);
    else void loadOlder(id).then(() => setShown((count) => count + SHOWN_STEP));
  };
  const onScroll = () => {
    const log = box.current!;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < EDGE_PX;
    if (isAtEnd && !atEnd.value) setShown(SHOWN_STEP);
    if (!isAtEnd && atEnd.value) setSeen(timeline.lastSeq);
    atEnd.value = isAtEnd;
    if (log.scrollTop < EDGE_PX && earlier && loading.state === "ready") showEarlier();
  };
  const toEnd = () => {
    atEnd.value = true;
    const log = box.current!;
    log.scrollTop = log.scrollHeight;
  };

  if (loading.state === "loading" && timeline.entries.length === 0) {
    return (
      <div class="log">
        <SkeletonMessages />
      </div>
    );
  }
  if (loading.state === "failed") {
    return (
      <div class="log">
        <EmptyState
          title={words.say("conversation.failed")}
          action={<Button onClick={() => void loadNewest(id)}>{words.say("retry")}</Button>}
        >
          {faultText(loading.fault)}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <div class="log">
        <div
          class="log-lines"
          ref={box}
          role="log"
          aria-live="polite"
          aria-label={words.say("log.label")}
          tabIndex={0}
          onScroll={onScroll}
        >
          {earlier
            ? (
              <Button compact kind="ghost" class="log-edge" onClick={showEarlier}>
                {words.say(opened.loadingOlder.value ? "log.loadingOlder" : "log.older")}
              </Button>
            )
            : <p class="log-edge">{dayOf(conversation.shop, conversation.openedAt)}</p>}
          {lines.map((line) => (
            <LogLineView key={line.entry.seq} line={line} conversation={conversation} />
          ))}
          {pending.map((item) => (
            <PendingMessage key={item.id} sending={item} offline={link.value.state !== "live"} />
          ))}
          {rising.map((upload) => <PendingUpload key={upload.id} upload={upload} />)}
        </div>
        {!atEnd.value && fresh.length > 0 && (
          <Button kind="primary" compact class="new-pill" onClick={toEnd}>
            {words.say("log.new", { count: fresh.length })}
          </Button>
        )}
      </div>
      {peeks.value[id] && <TypingPeek peek={peeks.value[id]} />}
    </>
  );
}
