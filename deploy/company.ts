/** A company as a file: what `--company` reads and what the demo is. */
import type { Configuration, Words } from "../engine/contract/wire/configuration.ts";
import type { Person } from "./demo/people.ts";
import { DEMO_CONFIGURATION } from "./demo/configuration.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./demo/people.ts";
import { DEMO_REPLIES, type Reply } from "./demo/replies.ts";

export interface Company {
  workspace: string;
  name: Words;
  /** First password of every account; printed only for the demo. */
  password: string;
  configuration: Configuration;
  people: Person[];
  /** The company's quick replies. */
  replies?: Reply[];
}

export const DEMO: Company = {
  workspace: "demo",
  name: { zh: "栖山集团", en: "Qishan Group" },
  password: DEMO_PASSWORD,
  configuration: DEMO_CONFIGURATION,
  people: DEMO_PEOPLE,
  replies: DEMO_REPLIES,
};

/** Reads a company file; the engine validates the configuration itself when it is published. */
export async function readCompany(path: string): Promise<Company> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (cause) {
    throw new Error(`The company file ${path} cannot be read as JSON: name one that can.`, {
      cause,
    });
  }
}
