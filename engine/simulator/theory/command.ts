/** `--theory <form> name=value …`: a closed form as JSON; doubles as the staffing calculator. */
import { chatSharing } from "./chat_sharing.ts";
import { erlangA, erlangAServedWithin, erlangB, erlangC, erlangCFigures } from "./erlang.ts";
import {
  estimatedWait,
  fluidAbandonment,
  garnett,
  halfinWhitt,
  squareRootStaffing,
} from "./limits.ts";
import { staffing } from "./staffing.ts";
import { priorityWaits } from "./priority.ts";

type Values = Record<string, number[]>;
interface Form {
  needs: string[];
  /** What may be given besides, and of which at least one has to be. */
  may?: string[];
  oneOf?: string[];
  example: string;
  compute: (of: Values) => Record<string, unknown>;
}

const one = (values: Values, name: string): number => values[name][0];

const FORMS: Record<string, Form> = {
  erlangB: {
    needs: ["a", "n"],
    example: "erlangB a=8 n=10",
    compute: (of) => ({ blocked: erlangB(one(of, "n"), one(of, "a")) }),
  },
  erlangC: {
    needs: ["lambda", "mu", "n"],
    may: ["within"],
    example: "erlangC lambda=48 mu=1 n=50 within=0.333",
    compute: (of) => {
      const [lambda, mu, n] = ["lambda", "mu", "n"].map((name) => one(of, name));
      const figures = erlangCFigures({ lambda, mu, n, within: of.within?.[0] ?? 0 });
      return { ...figures, waits: erlangC(n, lambda / mu) };
    },
  },
  erlangA: {
    needs: ["lambda", "mu", "theta", "n"],
    may: ["within"],
    example: "erlangA lambda=4.2 mu=0.5 theta=1 n=12 within=0.333",
    compute: (of) => {
      const [lambda, mu, theta, n] = ["lambda", "mu", "theta", "n"].map((name) => one(of, name));
      const within = of.within?.[0];
      const figures = erlangA({ lambda, mu, theta, n });
      if (within === undefined) return { ...figures };
      return { ...figures, servedWithin: erlangAServedWithin({ lambda, mu, theta, n, within }) };
    },
  },
  staffing: {
    needs: ["lambda", "mu"],
    may: ["theta", "within"],
    oneOf: ["sl", "abandons", "meanWait"],
    example: "staffing lambda=4.2 mu=0.5 theta=1 within=0.333 sl=0.8",
    compute: (of) => {
      const [lambda, mu] = ["lambda", "mu"].map((name) => one(of, name));
      const aims = { sl: of.sl?.[0], abandons: of.abandons?.[0], meanWait: of.meanWait?.[0] };
      const found = staffing({
        lambda,
        mu,
        theta: of.theta?.[0] ?? 0,
        within: of.within?.[0] ?? 0,
        ...aims,
      });
      return found === undefined ? { impossible: "no number of agents meets it" } : { ...found };
    },
  },
  halfinWhitt: {
    needs: ["beta"],
    may: ["a"],
    example: "halfinWhitt beta=1 a=100",
    compute: (of) => ({
      waits: halfinWhitt(one(of, "beta")),
      ...(of.a ? { agents: squareRootStaffing(of.a[0], one(of, "beta")) } : {}),
    }),
  },
  garnett: {
    needs: ["beta", "theta", "mu"],
    example: "garnett beta=0 theta=0.5 mu=1",
    compute: (of) => ({ waits: garnett(one(of, "beta"), one(of, "theta") / one(of, "mu")) }),
  },
  estimatedWait: {
    needs: ["q", "n", "mu", "theta"],
    example: "estimatedWait q=10 n=50 mu=1 theta=0.5",
    compute: (of) => ({
      wait: estimatedWait(one(of, "q"), one(of, "n"), one(of, "mu"), one(of, "theta")),
    }),
  },
  fluid: {
    needs: ["lambda", "mu", "n"],
    example: "fluid lambda=110 mu=1 n=100",
    compute: (of) => ({
      abandons: fluidAbandonment(one(of, "lambda"), one(of, "mu"), one(of, "n")),
    }),
  },
  priority: {
    needs: ["lambda", "mu", "n"],
    example: "priority lambda=4,4 mu=1 n=10",
    compute: (of) => ({ waits: priorityWaits(of.lambda, one(of, "mu"), one(of, "n")) }),
  },
  chatLps: {
    needs: ["n", "lambda", "rates", "theta"],
    example: "chatLps n=2 lambda=2.4 rates=1,1.6,1.9 theta=0.5",
    compute: (of) => {
      const given = { n: one(of, "n"), lambda: one(of, "lambda"), rates: of.rates };
      const theta = one(of, "theta");
      return Object.fromEntries(
        (["least", "random", "most"] as const).map((choice) => [
          choice,
          chatSharing({ ...given, theta, choice }),
        ]),
      );
    },
  },
};

/** Largest n, q and load that are computed: more would take minutes and mean a typing error. */
const VALUE_MAX = 100_000;

export type Computed = { ok: true; text: string } | { ok: false; sentence: string };

const refuse = (sentence: string): Computed => ({ ok: false, sentence });

export function theory([name, ...given]: string[]): Computed {
  const form = FORMS[name];
  if (form === undefined) {
    return refuse(`Unknown form "${name ?? ""}"; one of ${Object.keys(FORMS).join(", ")}.`);
  }
  const { needs, may = [], oneOf = [], example } = form;
  const names = [...needs, ...may, ...oneOf];
  const values: Values = {};
  for (const pair of given) {
    const [key, text] = pair.split("=");
    if (!names.includes(key)) {
      return refuse(`${key}: no such name; one of ${names.join(", ")} is due, as in: ${example}`);
    }
    const numbers = (text ?? "").split(",").map(Number);
    const fine = numbers.every((value) =>
      Number.isFinite(value) && value >= 0 && value <= VALUE_MAX
    );
    if (!text || !fine) {
      return refuse(`${pair}: a number from 0 to ${VALUE_MAX} is due, as in: ${example}`);
    }
    values[key] = numbers;
  }
  const lacking = needs.filter((need) => values[need] === undefined);
  if (lacking.length > 0) return refuse(`${lacking.join(", ")} missing, as in: ${example}`);
  if (oneOf.length > 0 && !oneOf.some((name) => values[name] !== undefined)) {
    return refuse(`one of ${oneOf.join(", ")} is due, as in: ${example}`);
  }
  return { ok: true, text: JSON.stringify(form.compute(values), null, 2) };
}
