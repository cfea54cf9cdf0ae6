import type { ContactFault, ContactFaults } from "../stores/contact.ts";
import type { Outcome } from "../stores/faces.ts";
import { leaveWords } from "./leave_words.ts";

const FIELDS = ["name", "phone", "mail", "text"];

/** The sentence beside a field. */
export function faultText(fault: ContactFault | undefined): string {
  switch (fault?.rule) {
    case undefined:
      return "";
    case "contact":
      return leaveWords("errorContact");
    case "phone":
      return leaveWords("errorPhone");
    case "phoneShort":
      return leaveWords("errorPhoneShort", { n: fault.missing });
    case "mail":
      return leaveWords("errorMail");
    case "text":
      return leaveWords("errorText");
    case "long":
      return leaveWords("errorLong", { n: fault.limit });
    case "field":
      return leaveWords("errorField");
  }
}

/** The door checks again; what it objects to is shown at its field. */
export function serverFaults(outcome: Outcome): ContactFaults {
  if (outcome.ok) return {};
  const known = (outcome.fields ?? []).filter(({ path }) => FIELDS.includes(path));
  return Object.fromEntries(known.map(({ path }) => [path, { rule: "field" }]));
}
