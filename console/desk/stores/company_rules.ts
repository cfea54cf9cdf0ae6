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

export async function settle(rules: CompanySettings): Promise<Fault | undefined> {
  const answer = await api.saveCompanySettings(rules);
  if (!answer.ok) return answer.fault;
  companyRules.value = rules;
}
