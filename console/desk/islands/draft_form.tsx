import type { ComponentChildren } from "preact";
import { draft } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";
import { BotParts } from "./draft_bots.tsx";
import { ChannelsPart } from "./draft_channels.tsx";
import { ClassesPart } from "./draft_classes.tsx";
import { ClockParts } from "./draft_clocks.tsx";
import { GroupParts } from "./draft_groups.tsx";
import { RouteParts } from "./draft_routes.tsx";
import { ScheduleParts } from "./draft_schedules.tsx";
import { TopicTree } from "./draft_topics.tsx";
import { LookParts } from "./look_fields.tsx";

/**
 * The document by its parts: groups with overflow, entrances, classes, channels, hours, topics,
 * bots, looks, clocks.
 */
export function DraftForm() {
  if (!draft.value) return null;
  return (
    <>
      <Section title={words.say("config.groups")}>
        <GroupParts />
      </Section>
      <Section title={words.say("config.routes")}>
        <RouteParts />
      </Section>
      <Section title={words.say("config.line")}>
        <ClassesPart />
      </Section>
      <Section title={words.say("config.channels.title")}>
        <ChannelsPart />
      </Section>
      <Section title={words.say("config.hours")}>
        <ScheduleParts />
      </Section>
      <Section title={words.say("config.topics")}>
        <TopicTree />
      </Section>
      <Section title={words.say("config.bots")}>
        <BotParts />
      </Section>
      <Section title={words.say("config.looks")}>
        <LookParts />
      </Section>
      <Section title={words.say("config.clocks")}>
        <ClockParts />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  );
}
