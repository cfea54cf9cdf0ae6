/** The closed forms against the recomputed figures, to a millionth. */
import assert from "node:assert/strict";
import golden from "../../../tests/golden/theory.json" with { type: "json" };
import { theory } from "./command.ts";
import { chatSharing } from "./chat_sharing.ts";
import { erlangA, erlangAServedWithin, erlangB, erlangC, erlangCFigures } from "./erlang.ts";
import { estimatedWait, fluidAbandonment, garnett, halfinWhitt } from "./limits.ts";
import { staffing } from "./staffing.ts";
import { priorityWaits } from "./priority.ts";

const close = (got: number, due: number, within = 1e-6) =>
  assert.ok(Math.abs(got - due) <= within * Math.max(1, Math.abs(due)), `${got} is not ${due}`);

Deno.test("theory - Erlang B and C", () => {
  for (const [n, a, due] of golden.erlangB) close(erlangB(n, a), due);
  for (const [n, a, due] of golden.erlangC) close(erlangC(n, a), due);
  const busy = erlangCFigures({ lambda: 48, mu: 1, n: 50, within: 1 / 3 });
  close(busy.meanWait * 60, golden.erlangC_ASA_sec.n50_l48permin);
  const published = golden.erlangC_published;
  const lambda = published.calls_per_30min / 1_800;
  const within = published.T_s;
  const figures = erlangCFigures({ lambda, mu: 1 / published.aht_s, n: published.n, within });
  close(figures.waits, published.P_wait);
  close(figures.serviceLevel, published.SL);
  close(figures.occupancy, published.occupancy);
  close(figures.meanWait, published.ASA_s);
});

Deno.test("theory - Erlang A by birth and death", () => {
  for (const row of golden.erlangA) {
    const figures = erlangA({ lambda: row.lam, mu: row.mu, theta: row.th, n: row.n });
    close(figures.waits, row.PW);
    close(figures.abandons, row.Pab);
    if (row.Lq !== undefined) close(figures.queue, row.Lq);
    if (row.EW_s !== undefined) close(figures.meanWait * 60, row.EW_s);
    if (row.occ !== undefined) close(figures.occupancy, row.occ);
    if (row.servedWithin20s === undefined) continue;
    const { lam: lambda, mu, th: theta, n } = row;
    close(erlangAServedWithin({ lambda, mu, theta, n, within: 1 / 3 }), row.servedWithin20s);
  }
});

Deno.test("theory - limits for many agents", () => {
  for (const [beta, due] of golden.halfinWhitt_beta_PW) close(halfinWhitt(beta), due);
  for (const [beta, ratio, due] of golden.garnett_beta_thetaOverMu_PW) {
    close(garnett(beta, ratio), due);
  }
  const wait = golden["estimatedWait_s_n50_mu1permin_th0.5"];
  close(estimatedWait(0, 50, 1, 0.5) * 60, wait.q0);
  close(estimatedWait(10, 50, 1, 0.5) * 60, wait.q10);
  close(fluidAbandonment(110, 1, 100), 1 - 100 / 110);
});

Deno.test("theory - priorities and pooling", () => {
  const [first, second] = priorityWaits([4, 4], 1, 10);
  close(first, golden.priority_n10_mu1_l4_l4.W1);
  close(second, golden.priority_n10_mu1_l4_l4.W2);
  const wait = (n: number, a: number) =>
    erlangCFigures({ lambda: a, mu: 1, n, within: 0 }).meanWait;
  close(wait(10, 9), golden.pooling_wait.two_sep_n10_a9);
  close(wait(20, 18), golden.pooling_wait.pooled_n20_a18);
  close(wait(40, 36), golden.pooling_wait.pooled_n40_a36);
});

Deno.test("theory - chat as limited processor sharing keeps its orderings", () => {
  const due = golden["chatLPS_K3_mu[1,1.6,1.9]_th0.5"]["n2_l2.4"];
  for (const choice of ["least", "random", "most"] as const) {
    const figures = chatSharing({ n: 2, lambda: 2.4, rates: [1, 1.6, 1.9], theta: 0.5, choice });
    close(figures.waits, due[choice].PW);
    close(figures.abandons, due[choice].Pab);
  }
});

Deno.test("theory - the smallest staff that meets every aim, and not one fewer", () => {
  const asked = { lambda: 100 / 1_800, mu: 1 / 180, within: 20, sl: 0.8, theta: 0 };
  const found = staffing(asked)!;
  assert.equal(found.agents, 14);
  close(found.sl, golden.erlangC_published.SL);
  const few = erlangCFigures({ ...asked, n: 13 });
  assert.ok(few.serviceLevel < 0.8);
  const patient = staffing({ lambda: 48, mu: 1, theta: 0.5, within: 1 / 3, abandons: 0.031 })!;
  assert.equal(patient.agents, 50);
  close(patient.abandons, golden.erlangA[0].Pab);
  assert.equal(staffing({ lambda: 4, mu: 1, theta: 0, within: 0 })!.agents, 5);
  const many = { lambda: 2_000, mu: 1, theta: 0.12, within: 0.05, sl: 0.99 };
  const large = staffing(many)!;
  const fewer = erlangAServedWithin({ ...many, n: large.agents - 1 });
  assert.ok(
    large.agents > 2_000 && large.agents < 2_100 && fewer < 0.99,
    `${large.agents} ${fewer}`,
  );
});

Deno.test("theory - the command prints figures, or says what is missing with an example", () => {
  const printed = theory(["erlangA", "lambda=4.2", "mu=0.5", "theta=1", "n=12"]);
  assert.ok(printed.ok && JSON.parse(printed.text).abandons > 0);
  for (
    const [args, due] of [
      [["erlangD"], /^Unknown form "erlangD"; one of erlangB, /],
      [["erlangA", "lambda=-1"], /^lambda=-1: a number .*as in: erlangA lambda=4\.2/],
      [["erlangA", "lambda=1"], /^mu, theta, n missing, as in: /],
      [
        ["staffing", "lambda=4.2", "mu=0.5", "sla=0.8"],
        /^sla: no such name; one of .*sl, .* as in: /,
      ],
      [["staffing", "lambda=4.2", "mu=0.5"], /^one of sl, abandons, meanWait is due, as in: /],
    ] as const
  ) {
    const refused = theory([...args]);
    assert.ok(!refused.ok && due.test(refused.sentence), JSON.stringify(refused));
  }
});
