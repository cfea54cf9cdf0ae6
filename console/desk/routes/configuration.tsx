import { useEffect } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { ConflictNotice, InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { DraftForm } from "../islands/draft_form.tsx";
import { PublishPanel, VersionPanel } from "../islands/publish_panel.tsx";
import { WhatIfPanel } from "../islands/what_if_panel.tsx";
import {
  discardDraft,
  draft,
  draftFault,
  inForce,
  loadDraft,
  saveDraft,
  unsaved,
} from "../stores/configuration_draft.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";

/** From a draft over its check and a trial to what is in force, and back. */
export function ConfigurationPage() {
  useEffect(() => void loadDraft(), []);
  const written = (draft.value?.edition ?? 0) > 0;
  return (
    <main class="page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("config.title")}</h1>
        {inForce.value && (
          <Chip>{words.say("config.version.live", { version: inForce.value.version })}</Chip>
        )}
        {written && <Chip tone="accent">{words.say("config.draft")}</Chip>}
        {unsaved.value && <Chip tone="warn">{words.say("config.unsaved")}</Chip>}
        <span class="grow" />
        {written && (
          <Button onClick={() => void discardDraft()}>{words.say("config.discard")}</Button>
        )}
        <Button disabled={!unsaved.value} onClick={() => void saveDraft()}>
          {words.say("config.save")}
        </Button>
      </div>
      <Trouble />
      <div class="config-columns">
        <div class="config-form">
          {draft.value ? <DraftForm /> : <SkeletonRows count={6} />}
        </div>
        <div class="config-aside">
          <PublishPanel />
          <WhatIfPanel />
          <VersionPanel />
        </div>
      </div>
    </main>
  );
}

function Trouble() {
  const fault = draftFault.value;
  if (!fault) return null;
  if (fault.code !== "conflict") return <InlineError>{faultText(fault)}</InlineError>;
  return (
    <ConflictNotice
      title={words.say("config.conflict")}
      actions={
        <>
          <Button onClick={() => void loadDraft()}>{words.say("config.conflict.theirs")}</Button>
          <Button onClick={() => void saveDraft(true)}>{words.say("config.conflict.mine")}</Button>
        </>
      }
    />
  );
}
