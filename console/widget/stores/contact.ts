/** The contact form of a left message: what is asked for, and what is wrong with it. */
export interface Contact {
  name: string;
  phone: string;
  mail: string;
  text: string;
}
export type ContactFault =
  | { rule: "contact" | "phone" | "mail" | "text" | "field" }
  | { rule: "phoneShort"; missing: number }
  | { rule: "long"; limit: number };
export type ContactFaults = Partial<Record<keyof Contact, ContactFault>>;

const NAME_MAX = 60;
const CONTACT_TEXT_MAX = 2_000;
const MAIL_MAX = 200;

/** A Chinese mobile number begins with 1 and has eleven digits; others are only checked loosely. */
const MOBILE_DIGITS = 11;
const LOOSE_PHONE = /^\+?[\d\s-]{6,20}$/;
const MAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** `textNeeded`: nothing was written in the conversation yet. */
export function contactFaults(contact: Contact, textNeeded: boolean): ContactFaults {
  const faults: ContactFaults = {};
  const phone = contact.phone.trim();
  const mail = contact.mail.trim();
  if (phone === "" && mail === "") faults.phone = { rule: "contact" };
  else if (phone !== "") faults.phone = phoneFault(phone);
  if (mail !== "" && !MAIL.test(mail)) faults.mail = { rule: "mail" };
  if (mail.length > MAIL_MAX) faults.mail = { rule: "long", limit: MAIL_MAX };
  if (contact.name.length > NAME_MAX) faults.name = { rule: "long", limit: NAME_MAX };
  if (contact.text.length > CONTACT_TEXT_MAX) {
    faults.text = { rule: "long", limit: CONTACT_TEXT_MAX };
  } else if (textNeeded && contact.text.trim() === "") faults.text = { rule: "text" };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}

function phoneFault(phone: string): ContactFault | undefined {
  const digits = phone.replace(/[\s-]/g, "");
  const mobile = /^1\d*$/.test(digits);
  if (mobile && digits.length < MOBILE_DIGITS) {
    return { rule: "phoneShort", missing: MOBILE_DIGITS - digits.length };
  }
  const wrong = !LOOSE_PHONE.test(phone) || (mobile && digits.length > MOBILE_DIGITS);
  return wrong ? { rule: "phone" } : undefined;
}
