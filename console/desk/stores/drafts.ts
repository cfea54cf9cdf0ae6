/** What was typed and not sent, per conversation and mode; survives a reload, shared by the tabs. */
export type DraftMode = "reply" | "note";

const PREFIX = "tidegate.desk.draft.";
/** Drafts kept in this browser; beyond it new ones live only as long as the page. */
const DRAFTS_MAX = 200;

const keyOf = (agent: string, conversation: string, mode: DraftMode): string =>
  `${PREFIX}${agent}.${conversation}.${mode}`;

export const draftOf = (agent: string, conversation: string, mode: DraftMode): string =>
  localStorage.getItem(keyOf(agent, conversation, mode)) ?? "";

export function keepDraft(
  agent: string,
  conversation: string,
  mode: DraftMode,
  text: string,
): void {
  const key = keyOf(agent, conversation, mode);
  if (text === "") return localStorage.removeItem(key);
  const known = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  if (known.length < DRAFTS_MAX || known.includes(key)) localStorage.setItem(key, text);
}

/** After signing out nothing of the visitors' stays on a shared machine. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  }
}
