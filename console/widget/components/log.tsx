import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { current } from "../stores/conversations.ts";
import { outbox } from "../stores/delivery.ts";
import { olderExist, onPage, showOlder } from "../stores/faces.ts";
import { loading, loadOlder } from "../stores/history.ts";
import { unshown } from "../stores/outbox.ts";
import { uploads } from "../stores/uploads.ts";
import { t } from "../words/words.ts";
import { OutgoingMessage, UploadRow } from "./outgoing.tsx";
import { ThreadOf } from "./thread_of.tsx";
import { Typing } from "./typing.tsx";

/** How near the end still counts as being there, px. */
const AT_END_PX = 48;

/** Everything said, and what is on its way. It follows the end only for who is at the end; for who
 * reads further up it stays still and counts what is new. */
export function Log({ children }: { children?: ComponentChildren }) {
  const scroll = useRef<HTMLDivElement>(null);
  /** What was newest when the visitor began to read further up; undefined at the end. */
  const leftAt = useSignal<number | undefined>(undefined);
  const waiting = unshown(outbox.value, current.value?.entries ?? []);
  const fresh = leftAt.value === undefined ? 0 : newerThan(leftAt.value);
  const outgoing = waiting.length + uploads.value.length;
  const before = useRef(outgoing);

  const toEnd = () => scroll.current?.scrollTo({ top: scroll.current.scrollHeight });
  useLayoutEffect(() => {
    if (leftAt.peek() === undefined || outgoing > before.current) toEnd();
    before.current = outgoing;
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => leftAt.peek() === undefined && toEnd());
    for (const element of scroll.current?.children ?? []) observer.observe(element);
    if (scroll.current) observer.observe(scroll.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const box = scroll.current;
    if (box === null) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
    leftAt.value = atEnd ? undefined : leftAt.value ?? current.value?.heldSeq ?? 0;
  };
  /** What is read stays where it is while older entries appear above it. */
  const older = async () => {
    const box = scroll.current;
    const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
    const first = onPage.value[0];
    if (first?.more && first.entries.length > 0) await loadOlder(first.summary.conversation);
    else await showOlder();
    requestAnimationFrame(() => box?.scrollTo({ top: box.scrollHeight - fromEnd }));
  };
  const oldest = onPage.value[0];
  const more = (oldest?.more && oldest.entries.length > 0) || olderExist.value;

  return (
    <div class="stage">
      <div
        ref={scroll}
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={t("log")}
        onScroll={onScroll}
      >
        <div>
          {more && (
            <button
              type="button"
              class="btn ghost wide"
              disabled={loading.value.size > 0}
              onClick={older}
            >
              {t(oldest?.more && oldest.entries.length > 0 ? "loadOlder" : "pastTalks")}
            </button>
          )}
          <div role="log" aria-live="polite" aria-label={t("log")}>
            {onPage.value.map((thread) => (
              <ThreadOf
                key={thread.summary.conversation}
                thread={thread}
                past={thread !== current.value}
              />
            ))}
            {waiting.map((item) => <OutgoingMessage key={item.id} item={item} />)}
            {uploads.value.map((upload) => <UploadRow key={upload.id} upload={upload} />)}
          </div>
          <Typing />
          {children}
        </div>
      </div>
      {fresh > 0 && (
        <button type="button" class="pill" onClick={toEnd}>
          {t("newMessages", { n: fresh })}
        </button>
      )}
    </div>
  );
}

const newerThan = (seq: number): number =>
  current.value?.entries.filter((entry) =>
    entry.kind === "message" && entry.from !== "visitor" && entry.seq > seq
  ).length ?? 0;
