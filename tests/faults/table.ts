/** The table of faults, read from the README beside it: each row and the tests that play it. */
import { readProject } from "../support/source_tree.ts";

export interface Row {
  fault: string;
  /** Test files and folders of tests, from the project's folder. */
  played: string[];
}

const HEADING = "## The table of faults";
const ROW = /^\| (.+?) +\| (.+?) +\|$/gm;
const PLAYED = /`([a-z_/]+(?:_test\.ts|\/))`/g;

export async function faultTable(): Promise<Row[]> {
  const text = await readProject("tests/faults/README.md");
  const table = text.slice(text.indexOf(HEADING));
  return [...table.matchAll(ROW)].map(([, fault, words]) => ({
    fault: fault.replaceAll("`", ""),
    played: [...words.matchAll(PLAYED)].map(([, path]) =>
      path.includes("/") ? path : `tests/faults/${path}`
    ),
  })).filter(({ played }) => played.length > 0);
}
