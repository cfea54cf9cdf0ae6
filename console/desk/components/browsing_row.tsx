import type { BrowsingVisitor } from "../../../engine/contract/wire/browsing.ts";
import { Button } from "../../kit/components/button.tsx";
import { Send } from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { duration } from "../../kit/i18n/formats.ts";
import { safeAddress } from "../../kit/text.ts";
import { now } from "../../kit/tick.ts";
import { browserName } from "../stores/browsing.ts";
import { agentName, shopName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { selfId } from "../stores/session.ts";

/** Somebody who looks at a page: which one, since when, from where, and what may be done. */
export function BrowsingRow({ one, onInvite }: { one: BrowsingVisitor; onInvite(): void }) {
  const name = browserName(one);
  const { facts } = one;
  return (
    <li class="grid-row">
      <span class="who">
        <Avatar name={name} size={34} />
        <span class="stacked">
          <Name of={name} />
          <span class="small muted cut">
            {[shopName(one.shop), facts.region].filter(Boolean).join(" · ")}
          </span>
        </span>
      </span>
      <PageOf page={facts.page} title={facts.title} />
      <span class="cut" dir="auto">{sourceOf(one)}</span>
      <span class="stacked num">
        <span>{words.say("browsing.stay.page", { time: since(one.pageSince) })}</span>
        <span class="small muted">
          {words.say("browsing.stay.site", { time: since(one.since), count: one.pages })}
        </span>
      </span>
      <span class="state">
        <State one={one} onInvite={onInvite} />
      </span>
    </li>
  );
}

const since = (at: number): string => duration(language(), Math.max(0, now.value - at));

function sourceOf({ facts: { source, keyword } }: BrowsingVisitor): string {
  if (!source) return words.say("browsing.direct");
  return keyword ? words.say("browsing.keyword", { source, keyword }) : source;
}

function PageOf({ page = "", title }: { page?: string; title?: string }) {
  const href = safeAddress(page);
  const name = title || page;
  if (!href) return <span class="cut" dir="auto">{name}</span>;
  return (
    <a class="cut" href={href} title={page} target="_blank" rel="noopener noreferrer nofollow">
      {name}
    </a>
  );
}

function State({ one, onInvite }: { one: BrowsingVisitor; onInvite(): void }) {
  const { talks, invited } = one;
  if (talks) {
    return (
      <Chip>
        {talks.agent
          ? words.say("browsing.talks", { agent: agentName(talks.agent) })
          : words.say("browsing.talks.open")}
      </Chip>
    );
  }
  if (invited) {
    return (
      <Chip tone={invited.state === "waiting" ? "waiting" : undefined}>
        {words.say(`browsing.state.${invited.state}`, { agent: agentName(invited.agent) })}
      </Chip>
    );
  }
  if (selfId() === "") return null;
  return <Button compact icon={Send} onClick={onInvite}>{words.say("browsing.invite")}</Button>;
}
