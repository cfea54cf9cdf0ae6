/**
 * Whatever comes in from outside is answered with a value, never with an exception or a 500.
 * fast-check prints the seed and the smallest input of a failure; the input then goes into
 * `found.json`, which every run tries first.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { validateConfiguration } from "../../engine/core/configuration/validate.ts";
import { decodeFrame, encodeFrame } from "../../engine/local/journal/frame.ts";
import { INTEGRATOR_COMMANDS } from "../../engine/contract/schemas/integrators.ts";
import { parseCommand, parseQuery } from "../../engine/nats/integrators/parse.ts";
import { readAgentFrame, readFirstFrame, readVisitorFrame } from "../../gateway/sockets/frames.ts";
import { readScenario } from "../../engine/simulator/scenario/read.ts";
import { readProject } from "../support/source_tree.ts";
import { nearly, runs, strange } from "./mutation.ts";

interface Found {
  configuration: unknown[];
  scenario: unknown[];
  frame: string[];
  command: string[];
}
const found: Found = JSON.parse(await readProject("tests/fuzzing/found.json"));
const bytes = (text: string) => new TextEncoder().encode(text);

const SAID = { type: "message", id: "a", conversation: "c", body: { kind: "text", text: "x" } };
const frames = fc.oneof(
  fc.string({ unit: "binary" }),
  strange.map((value) => JSON.stringify(value) ?? ""),
  nearly(SAID).map((value) => JSON.stringify(value) ?? ""),
  nearly({ type: "authenticate", ticket: "t", resume: { c: 1 } }).map((one) =>
    JSON.stringify(one) ?? ""
  ),
);

Deno.test("fuzzing - frames are a frame, a refusal or a close, for visitors, agents and strangers", () => {
  const judge = (text: string) => {
    for (const read of [readFirstFrame, readVisitorFrame, readAgentFrame]) {
      assert.ok(["frame", "refused", "closing"].includes(read(text).is));
    }
  };
  found.frame.forEach(judge);
  fc.assert(fc.property(frames, judge), { numRuns: runs(3_000) });
});

const ENVELOPE = { id: "a", level: 1, conversation: "c", tags: ["x"], message: { kind: "text" } };

Deno.test("fuzzing - integrators' commands and queries are taken or refused with a code", () => {
  const names = [...Object.keys(INTEGRATOR_COMMANDS), "toString", "config.publish", "", "a"];
  const judge = (name: string, text: string) => {
    for (const subject of [`tg.p.1.demo.cmd.${name}`, `tg.p.1.demo.qry.${name}`, name]) {
      for (const parse of [parseCommand, parseQuery]) {
        const parsed = parse(subject, bytes(text));
        assert.ok("code" in parsed || "workspace" in parsed);
      }
    }
  };
  found.command.forEach((text) => judge("conversation.tag", text));
  const bodies = fc.oneof(nearly(ENVELOPE).map((one) => JSON.stringify(one) ?? ""), frames);
  const property = fc.property(fc.constantFrom(...names), bodies, judge);
  fc.assert(property, { numRuns: runs(2_000) });
});

Deno.test("fuzzing - a configuration is compiled or refused with its faults", () => {
  const judge = (document: unknown) => {
    const checked = validateConfiguration(document);
    assert.equal(typeof checked, "object");
  };
  found.configuration.forEach(judge);
  fc.assert(fc.property(fc.oneof(strange, nearly(DEMO_CONFIGURATION)), judge), {
    numRuns: runs(400),
  });
});

Deno.test("fuzzing - a scenario is read or refused with its faults", async () => {
  const example = JSON.parse(await readProject("engine/simulator/examples/simple_msk.json"));
  const judge = (document: unknown) => {
    assert.equal(typeof readScenario(document), "object");
  };
  found.scenario.forEach(judge);
  fc.assert(fc.property(fc.oneof(strange, nearly(example)), judge), { numRuns: runs(1_000) });
});

Deno.test("fuzzing - a journal's bytes that were changed are damaged or short, never another batch", () => {
  const head = { id: "a".repeat(20), epoch: 3, sequence: 7, storedAt: 1_700_000_000_000 };
  const whole = encodeFrame(head, bytes('{"level":2,"events":[]}'.repeat(8)));
  const change = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) });
  const property = fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
    const damaged = whole.slice();
    for (const { at, by } of changes) damaged[at] = (damaged[at] + by) & 0xff;
    const same = damaged.every((byte, at) => byte === whole[at]);
    const read = decodeFrame(damaged, 0);
    assert.equal(read.state === "whole", same);
    if (read.state === "short") assert.ok(read.bytes > damaged.length);
  });
  fc.assert(property, { numRuns: runs(3_000) });
  const noise = fc.uint8Array({ maxLength: 200 });
  fc.assert(fc.property(noise, (data) => assert.notEqual(decodeFrame(data, 0).state, "whole")));
});
