/** Attacks of an integrator's messages; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import { isRefusal, parseCommand, parseQuery } from "./parse.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const command = (name: string, body: string) => {
  const parsed = parseCommand(`tg.p.1.demo.cmd.${name}`, bytes(body));
  return isRefusal(parsed) ? parsed.code : "taken";
};
const query = (name: string, body: string) => {
  const parsed = parseQuery(`tg.p.1.demo.qry.${name}`, bytes(body));
  return isRefusal(parsed) ? parsed.code : "taken";
};

Deno.test("attack 20 - names that every object has are no commands, and bring no engine down", () => {
  for (const name of ["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"]) {
    assert.equal(command(name, '{"id":"a","level":1}'), "unknown_type", name);
    assert.equal(query(name, "{}"), "unknown_type", name);
  }
  const body = (more: string) => `{"id":"a","level":1,"conversation":"c","tags":["x"]${more}}`;
  assert.equal(command("conversation.tag", body("")), "taken");
  for (const more of [',"__proto__":{"by":"admin:a"}', ',"toString":1', ',"by":"admin:a"']) {
    assert.equal(command("conversation.tag", body(more)), "invalid", more);
  }
});

Deno.test("attack 19 - half a character and a bottomless body are refused, not kept", () => {
  const tagged = (tag: string) => `{"id":"a","level":1,"conversation":"c","tags":["${tag}"]}`;
  assert.equal(command("conversation.tag", tagged("\\ud83d\\ude00")), "taken");
  assert.equal(command("conversation.tag", tagged("\\ud83d")), "invalid");
  const deep = `{"id":"a","level":1,"conversation":${"[".repeat(30_000)}${"]".repeat(30_000)}}`;
  assert.equal(command("conversation.tag", deep), "invalid");
  assert.equal(command("conversation.tag", deep.replace('"level":1', '"level":9')), "invalid");
});

Deno.test("attack 49 - an integrator neither acts as an agent nor publishes configuration", () => {
  const others = [
    ["config.publish", '"hash":"x"'],
    ["roster.put", '"agent":"lin","record":{}'],
    ["roster.remove", '"agent":"lin"'],
    ["agent.presence", '"agent":"lin","presence":"online"'],
    ["agent.connect", '"agent":"lin","session":"s","gateway":"g"'],
    ["agent.adjust", '"agent":"lin","capacityUnits":900'],
    ["conversation.accept", '"conversation":"c"'],
    ["conversation.take", '"agent":"lin"'],
    ["conversation.transfer", '"conversation":"c","to":{"agent":"lin"}'],
    ["conversation.join", '"conversation":"c","as":"whisper"'],
    ["visitor.erase", '"visitor":"v"'],
    ["simulation.start", '"scenario":{}'],
    ["gateway.hello", '"gateway":"g"'],
  ];
  for (const [name, fields] of others) {
    assert.equal(command(name, `{"id":"a","level":1,${fields}}`), "unknown_type", name);
  }
  const said = (more: string) =>
    command("conversation.tag", `{"id":"a","level":1,"conversation":"c","tags":["x"]${more}}`);
  assert.equal(said(""), "taken");
  for (const forged of ['"by":"agent:lin"', '"agent":"lin"', '"visibility":"staff"']) {
    assert.equal(said(`,${forged}`), "invalid", forged);
  }
});
