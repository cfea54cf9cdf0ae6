import { IconButton } from "../../kit/components/button.tsx";
import { Bell, Icon, X } from "../../kit/components/icons.tsx";
import { dropNotice, follow, notices } from "../stores/notices.ts";
import { words } from "../stores/preferences.ts";

/**
 * Popups in the corner; a click brings the conversation in front. They are not spoken by themselves:
 * `announcements.ts` gathers what a screen reader is told.
 */
export function NoticeStack() {
  if (notices.value.length === 0) return null;
  return (
    <div class="notices-place" role="status" aria-live="off">
      <ul class="notices" aria-label={words.say("notices.label")}>
        {notices.value.map((notice) => (
          <li key={notice.id} class={`layer notice-card ${notice.kind}`}>
            <Icon of={Bell} />
            <button
              type="button"
              class="grow"
              onClick={() =>
                follow(notice)}
            >
              <b class="cut">{notice.title}</b>
              {notice.text && <span class="cut small muted" dir="auto">{notice.text}</span>}
            </button>
            <IconButton
              compact
              label={words.say("close")}
              icon={X}
              onClick={() =>
                dropNotice(notice.id)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
