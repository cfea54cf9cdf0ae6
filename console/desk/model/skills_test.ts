import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import { freshRelaxation, knownSkills } from "./skills.ts";

Deno.test("skills - those of the entrances and of the roster are offered once, in order", () => {
  const document = structuredClone(DEMO_CONFIGURATION);
  document.routes[0].requirements = [{ skill: "french", level: 4 }, { skill: "", level: 3 }];
  document.routes[0].relax = [{ afterMs: 1, requirements: [{ skill: "english", level: 1 }] }];
  assert.deepEqual(knownSkills(document, [{ skills: { tea: 2, french: 1 } }, {}]), [
    "english",
    "french",
    "tea",
  ]);
});

Deno.test("skills - each step of relaxation asks for a level less, a minute later", () => {
  const requirements = [{ skill: "french", level: 2 }, { skill: "tea", level: 1 }];
  const first = freshRelaxation({ requirements });
  assert.deepEqual(first, { afterMs: 60_000, requirements: [{ skill: "french", level: 1 }] });
  assert.deepEqual(freshRelaxation({ requirements, relax: [first] }), {
    afterMs: 120_000,
    requirements: [],
  });
});
