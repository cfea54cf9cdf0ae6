import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { ConflictNotice, InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { DraftForm } from "../islands/draft_form.tsx";
import { FlowPicture } from "../islands/flow_picture.tsx";
import { catchFocus } from "../islands/lost_focus.ts";
import { PublishPanel, VersionPanel } from "../islands/publish_panel.tsx";
import { WhatIfPanel } from "../islands/what_if_panel.tsx";
import {
  discardDraft,
  draft,
  draftFault,
  inForce,
  loadDraft,
  lookForColleague,
  mergeDraft,
  newer,
  outcome,
  overruled,
  saveDraft,
  unsaved,
} from "../stores/configuration_draft.ts";
import { faultText } from "../stores/faults.ts";
import { agentName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { shopMoment } from "../stores/shop_time.ts";

/** A colleague's work shows before long; a look costs as much as the page's own load. */
const LOOK_EVERY_MS = 15_000;

/** From a draft over its check and a trial to what is in force, and back. */
export function ConfigurationPage() {
  useEffect(() => {
    void loadDraft();
    const look = setInterval(() => {
      if (document.visibilityState === "visible") void lookForColleague();
    }, LOOK_EVERY_MS);
    return () => clearInterval(look);
  }, []);
  const told = useRef<HTMLDivElement>(null);
  /** What is saved cannot be saved again: the focus would be lost with its button. */
  const save = async () => {
    await saveDraft();
    catchFocus(told.current);
  };
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
        <a class="btn" href="/desk/staffing">{words.say("staffing.title")}</a>
        {written && (
          <Button onClick={() => void discardDraft()}>{words.say("config.discard")}</Button>
        )}
        <Button disabled={!unsaved.value} onClick={() => void save()}>
          {words.say("config.save")}
        </Button>
      </div>
      <div role="status" class="config-done" ref={told} tabIndex={-1}>
        <Done />
      </div>
      <Trouble />
      <div class="config-columns">
        <div class="config-form">
          {draft.value
            ? (
              <>
                <FlowPicture />
                <DraftForm />
              </>
            )
            : <SkeletonRows count={6} />}
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

/** What was done, said once; and where a colleague's change gave way in a merge. */
function Done() {
  const done = outcome.value;
  return (
    <>
      {done && (
        <p>
          {"version" in done
            ? words.say(`config.done.${done.kind}`, { version: done.version })
            : words.say(`config.done.${done.kind}`)}
        </p>
      )}
      {overruled.value.length > 0 && (
        <>
          <p>{words.say("config.overruled")}</p>
          <ul class="finding-list" aria-label={words.say("config.overruled")}>
            {overruled.value.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Trouble() {
  const fault = draftFault.value;
  const theirs = newer.value;
  if (!theirs && fault?.code !== "conflict") {
    return fault ? <InlineError>{faultText(fault)}</InlineError> : null;
  }
  return (
    <ConflictNotice
      title={theirs
        ? words.say("config.newer", { name: writerOf(theirs.by), time: shopMoment(theirs.at) })
        : words.say("config.conflict")}
      actions={
        <>
          {unsaved.value && (
            <Button onClick={() => void mergeDraft()}>{words.say("config.conflict.merge")}</Button>
          )}
          <Button onClick={() => void loadDraft()}>{words.say("config.conflict.theirs")}</Button>
          {unsaved.value && (
            <Button onClick={() => void saveDraft(true)}>
              {words.say("config.conflict.mine")}
            </Button>
          )}
        </>
      }
    />
  );
}

/** `admin:shen` by the name in the roster. */
const writerOf = (by: string): string => agentName(by.slice(by.indexOf(":") + 1));
