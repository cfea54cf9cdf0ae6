import type { ContactFault, ContactFaults } from "../stores/contact.ts";
import type { Outcome } from "../stores/faces.ts";
import { t } from "./words.ts";

const FIELDS = ["name", "phone", "mail", "text"];

/** The sentence beside a field. */
export function faultText(fault: ContactFault | undefined): string {
  switch (fault?.rule) {
    case undefined:
      return "";
    case "contact":
      return t("errorContact");
    case "phone":
      return t("errorPhone");
    case "phoneShort":
      return t("errorPhoneShort", { n: fault.missing });
    case "mail":
      return t("errorMail");
    case "text":
      return t("errorText");
    case "long":
      return t("errorLong", { n: fault.limit });
    case "field":
      return t("errorField");
  }
}

/** The door checks again; what it objects to is shown at its field. */
export function serverFaults(outcome: Outcome): ContactFaults {
  if (outcome.ok) return {};
  const known = (outcome.fields ?? []).filter(({ path }) => FIELDS.includes(path));
  return Object.fromEntries(known.map(({ path }) => [path, { rule: "field" }]));
}
