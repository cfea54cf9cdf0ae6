import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { LucideIcon } from "lucide-preact";
import type { Event } from "../../../engine/contract/wire/events.ts";
import { Button } from "../../kit/components/button.tsx";
import {
  ArrowLeftRight,
  Bell,
  CircleCheck,
  Clock,
  CornerDownRight,
  Icon,
  Inbox,
  Star,
  Timer,
  User,
} from "../../kit/components/icons.tsx";
import { type Line, lineOf } from "../model/lines.ts";
import { speaker } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { momentOf, timeOf } from "../stores/shop_time.ts";

const ICONS: Record<Line["icon"], LucideIcon> = {
  enter: Inbox,
  assign: User,
  overflow: CornerDownRight,
  transfer: ArrowLeftRight,
  hold: Timer,
  alert: Bell,
  park: Clock,
  end: CircleCheck,
  star: Star,
};

/**
 * Why the conversation came here, or what happened to it; opens the numbers of the decision, and
 * below them `more`, which leads to those it was chosen from.
 */
export function RoutingLine(
  { event, shop, more }: { event: Event; shop: string; more?: ComponentChildren },
) {
  const [open, setOpen] = useState(false);
  const line = lineOf(event, { ...speaker, moment: (at) => momentOf(shop, at) });
  if (!line) return null;
  const tone = line.icon === "alert" ? "alerting" : line.why.length > 0 ? "routing" : "";
  return (
    <div>
      <div class={`line ${tone}`}>
        <Icon of={ICONS[line.icon]} size={14} />
        <span>{words.show(line.key, line.slots)}</span>
        {(line.why.length > 0 || more) && (
          <Button
            kind="link"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {words.say("line.why")}
          </Button>
        )}
        <time class="num" dateTime={new Date(event.at).toISOString()}>
          {timeOf(shop, event.at)}
        </time>
      </div>
      {line.note && <p class="line-note" dir="auto">{line.note}</p>}
      {open && (
        <ul class="line-why num">
          {line.why.map((part) => <li key={part.key}>{words.say(part.key, part.slots)}</li>)}
          {more && <li>{more}</li>}
        </ul>
      )}
    </div>
  );
}
