/**
 * `deno task rebuild`: makes the records anew from journal and archive, beside the old ones, and
 * swaps. For tables that were changed by hand, or that a check of P7 found wrong.
 */
import { askDesk } from "./control.ts";
import { dataFolder } from "./data_folder.ts";

const HELP = `deno task rebuild [--data FOLDER]
Makes the records anew from journal and archive, beside the old ones, which are read until the new
ones are whole. The desk or cluster has to be running; what comes meanwhile is written afterwards.`;

if (Deno.args.includes("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const at = Deno.args.indexOf("--data");
const folder = at < 0 ? dataFolder() : Deno.args[at + 1] ?? "";
const events = await askDesk(folder, "rebuild").catch((cause) => {
  console.error((cause as Error).message);
  Deno.exit(1);
});
if (events === undefined) {
  console.error(`No desk works in ${folder}: start it, then run this again.`);
  Deno.exit(1);
}
console.log(`The records are made anew from ${events} events.`);
