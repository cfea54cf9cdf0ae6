import { signal } from "@preact/signals";
import type { CompanySettings } from "../../../engine/contract/wire/desk.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** What the company settled for desk and widget beside routing. */
export const companyRules = signal<CompanySettings>({});

export async function loadCompanyRules(): Promise<void> {
  const answer = await api.companySettings();
  if (answer.ok) companyRules.value = answer.value;
}

/** One after the other: each is put as a whole, on top of what the server has. */
let settling: Promise<unknown> = Promise.resolve();

/** Changes a part; the rest stays as somebody else may have settled it meanwhile. */
export function settle(part: CompanySettings): Promise<Fault | undefined> {
  // at once, so that the next choice in the same list builds on this one
  companyRules.value = { ...companyRules.value, ...part };
  const next = settling.then(() => put(part)).then((fault) => {
    if (fault) void loadCompanyRules();
    return fault;
  });
  settling = next;
  return next;
}

async function put(part: CompanySettings): Promise<Fault | undefined> {
  const known = await api.companySettings();
  if (!known.ok) return known.fault;
  const rules = { ...known.value, ...part };
  const answer = await api.saveCompanySettings(rules);
  if (!answer.ok) return answer.fault;
  companyRules.value = rules;
}
