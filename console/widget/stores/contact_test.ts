import assert from "node:assert/strict";
import { type Contact, contactFaults } from "./contact.ts";

const contact = (more: Partial<Contact>): Contact => ({
  name: "",
  phone: "",
  mail: "",
  text: "",
  ...more,
});

Deno.test("contact - a phone number or an address is enough", () => {
  assert.deepEqual(contactFaults(contact({ phone: "138 0013 8000" }), false), {});
  assert.deepEqual(contactFaults(contact({ mail: "a@b.cn" }), false), {});
  assert.deepEqual(contactFaults(contact({ phone: "+65 6123 4567" }), false), {});
});

Deno.test("contact - without either, the phone field says so", () => {
  assert.deepEqual(contactFaults(contact({}), false), { phone: { rule: "contact" } });
});

Deno.test("contact - a short mobile number says how many digits are missing", () => {
  const faults = contactFaults(contact({ phone: "138 0013 800" }), false);
  assert.deepEqual(faults, { phone: { rule: "phoneShort", missing: 1 } });
});

Deno.test("contact - what is not a number or an address is refused at its field", () => {
  const faults = contactFaults(contact({ phone: "call me", mail: "me@home" }), false);
  assert.deepEqual(faults, { phone: { rule: "phone" }, mail: { rule: "mail" } });
});

Deno.test("contact - the question is needed when nothing was written before", () => {
  const given = contact({ mail: "a@b.cn" });
  assert.deepEqual(contactFaults(given, true), { text: { rule: "text" } });
});
