/**
 * `deno task erase --now`: clears what was erased out of the records' files at once instead of
 * tonight. Erasing a visitor is a command of the desk; this is the step that leaves no old version
 * of a blanked row behind.
 */
import { askDesk } from "./control.ts";
import { dataFolder } from "./data_folder.ts";

const HELP = `deno task erase --now [--data FOLDER]
Clears erased visitors' texts out of the records' files at once. The desk has to be running.`;

const at = Deno.args.indexOf("--data");
const folder = at < 0 ? dataFolder() : Deno.args[at + 1] ?? "";
if (!Deno.args.includes("--now")) {
  console.log(HELP);
  Deno.exit(Deno.args.includes("--help") ? 0 : 2);
}
const erased = await askDesk(folder, "erase-now").catch((cause) => {
  console.error((cause as Error).message);
  Deno.exit(1);
});
if (erased !== undefined) {
  console.log("Nothing of an erased visitor is left.");
} else {
  console.error(`No desk works in ${folder}: start it, then run this again.`);
  Deno.exit(1);
}
