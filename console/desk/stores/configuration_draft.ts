import { computed, signal } from "@preact/signals";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type {
  ConfigurationAdmin,
  ConfigurationCheck,
  ConfigurationDiff,
  ConfigurationVersions,
  PublishRequest,
} from "../../../engine/contract/wire/http_configuration.ts";
import { withValue } from "../model/document.ts";
import { earlyFaults } from "../model/early_faults.ts";
import { merged } from "../model/merging.ts";
import { api } from "../wire/api.ts";
import type { Answer, Fault } from "../wire/http.ts";
import { loadConfiguration } from "./names.ts";
import { language } from "./preferences.ts";

/** The company's configuration as an admin works on it: one draft, everything about it. */
export const inForce = signal<ConfigurationAdmin | undefined>(undefined);
/** What is being edited; `edition` 0 = nobody has written a draft yet. */
export const draft = signal<{ edition: number; document: Configuration } | undefined>(undefined);
/** Changed since it was saved. */
export const unsaved = signal(false);
/** The draft as it was read or saved last: what my changes and a colleague's both began from. */
let common: Configuration | undefined;
/** Where my changes stood against a colleague's when both were put together. */
export const overruled = signal<readonly string[]>([]);
/** What was done last, told until something else is touched. */
export const outcome = signal<Outcome | undefined>(undefined);

type Outcome =
  | { kind: "saved" | "merged" | "planned" | "discarded" | "withdrawn" }
  | { kind: "published" | "rolledBack"; version: number };
export const checked = signal<ConfigurationCheck | undefined>(undefined);
export const changes = signal<ConfigurationDiff["changes"]>([]);
const VERSIONS_SHOWN = 20;
export const versions = signal<ConfigurationVersions["versions"]>([]);
/** When the first version was published; undefined where the list does not reach so far back. */
export const begunAt = computed(() =>
  versions.value.length < VERSIONS_SHOWN ? versions.value.at(-1)?.at : undefined
);
export const draftFault = signal<Fault | undefined>(undefined);

const early = computed(() => draft.value ? earlyFaults(draft.value.document) : []);

/** What is known to be wrong: while it is typed, and by the check of what was saved. */
const findings = computed(() => [
  ...early.value,
  ...checked.value?.faults ?? [],
  ...checked.value?.warnings ?? [],
]);

/** The sentence of what is wrong with a field; undefined when nothing is. */
export const faultAt = (path: string): string | undefined =>
  findings.value.find((one) => one.path === path)?.sentence[language()];

/** How many fields and parts have something wrong at a part of the document and below it. */
export const findingsUnder = (path: string): number =>
  new Set(
    findings.value.map((one) => one.path)
      .filter((one) => one === path || one.startsWith(`${path}.`)),
  ).size;

export const publishable = computed(() =>
  draft.value !== undefined && draft.value.edition > 0 && !unsaved.value &&
  checked.value?.faults.length === 0
);

function told<T>(answer: Answer<T>): T | undefined {
  draftFault.value = answer.ok ? undefined : answer.fault;
  outcome.value = undefined;
  return answer.ok ? answer.value : undefined;
}

/** Everything anew; what was typed and not saved is given up, unless it is to be kept. */
export async function loadDraft(keepTyped = false): Promise<void> {
  const live = told(await api.configurationAdmin());
  if (!live) return;
  inForce.value = live;
  const written = live.draft ? await api.configurationDraft() : undefined;
  if (written?.ok === false && written.fault.code !== "not_found") return void told(written);
  if (!keepTyped || !unsaved.value) {
    unsaved.value = false;
    overruled.value = [];
    draft.value = written?.ok
      ? {
        edition: written.value.edition,
        document: written.value.document as unknown as Configuration,
      }
      : { edition: 0, document: live.document };
    common = draft.value.document;
  }
  const recorded = await api.configurationVersions(VERSIONS_SHOWN);
  if (recorded.ok) versions.value = recorded.value.versions;
  if (written?.ok) await judge();
  else [checked.value, changes.value] = [undefined, []];
}

export function edit(path: string, value: unknown): void {
  if (!draft.value) return;
  draft.value = { ...draft.value, document: withValue(draft.value.document, path, value) };
  unsaved.value = true;
  outcome.value = undefined;
}

/** Puts my changes into what the colleague saved; nothing is saved before I look. */
export async function mergeDraft(): Promise<void> {
  const mine = draft.value;
  const theirs = told(await api.configurationDraft());
  if (!mine || !theirs || !common) return;
  const document = theirs.document as unknown as Configuration;
  const both = merged(common, mine.document, document);
  draft.value = { edition: theirs.edition, document: both.document };
  overruled.value = both.overruled;
  common = document;
  unsaved.value = true;
  const { edition, by, at } = theirs;
  if (inForce.value) inForce.value = { ...inForce.value, draft: { edition, by, at } };
  outcome.value = { kind: "merged" };
}

/** A colleague's edition that stands at the door while an older one is in hand here. */
export const newer = computed(() => {
  const there = inForce.value?.draft;
  const here = draft.value;
  return there && here && there.edition > here.edition ? there : undefined;
});

/** Looks whether a colleague has saved the draft; what is in hand here stays as it is. */
export async function lookForColleague(): Promise<void> {
  if (saving) return;
  const answer = await api.configurationAdmin();
  if (answer.ok && !saving) inForce.value = answer.value;
}

/** What is wrong with the saved draft, and how it differs from what is in force. */
async function judge(): Promise<void> {
  const found = told(await api.checkDraft());
  if (found) checked.value = found;
  const version = inForce.value?.version;
  const differs = version === undefined ? undefined : await api.configurationDiff(version);
  if (differs?.ok) changes.value = differs.value.changes;
}

let saving = false;

/** Saves and checks; a second press of the button meanwhile is not another writer. With `over` the colleague's edition gives way to this one. */
export async function saveDraft(over = false): Promise<void> {
  if (saving) return;
  saving = true;
  await writeDraft(over);
  saving = false;
}

async function writeDraft(over: boolean): Promise<void> {
  const mine = draft.value;
  if (!mine) return;
  let { edition } = mine;
  if (over) {
    const theirs = await api.configurationDraft();
    edition = theirs.ok ? theirs.value.edition : 0;
  }
  const document = mine.document as unknown as Record<string, unknown>;
  const saved = told(await api.saveDraft({ edition, document }));
  if (!saved) return;
  // what was typed while it was on its way stays, and is still to be saved
  const typed = draft.value?.document ?? mine.document;
  draft.value = { edition: saved.edition, document: typed };
  common = mine.document;
  overruled.value = [];
  unsaved.value = typed !== mine.document;
  const { by, at } = saved;
  if (inForce.value) {
    inForce.value = { ...inForce.value, draft: { edition: saved.edition, by, at } };
  }
  await judge();
  outcome.value = { kind: "saved" };
}

export async function discardDraft(): Promise<void> {
  const answer = await api.discardDraft();
  draftFault.value = answer.ok ? undefined : answer.fault;
  if (!answer.ok) return;
  await loadDraft();
  outcome.value = { kind: "discarded" };
}

/** True when it was published, or has its appointment. */
export async function publishDraft(request: Omit<PublishRequest, "edition">): Promise<boolean> {
  const done = told(await api.publishDraft({ ...request, edition: draft.value?.edition ?? 0 }));
  if (!done) return false;
  await afterChange();
  outcome.value = done.version === undefined
    ? { kind: "planned" }
    : { kind: "published", version: done.version };
  return true;
}

export async function rollBack(version: number): Promise<void> {
  if (!told(await api.rollBack({ version }))) return;
  await afterChange();
  outcome.value = { kind: "rolledBack", version };
}

export async function withdraw(hash: string, effectiveAt: number): Promise<void> {
  const answer = await api.withdrawConfiguration({ hash, effectiveAt });
  draftFault.value = answer.ok ? undefined : answer.fault;
  if (!answer.ok) return;
  await afterChange();
  outcome.value = { kind: "withdrawn" };
}

const afterChange = async (): Promise<void> => {
  await Promise.all([loadDraft(true), loadConfiguration()]);
};
