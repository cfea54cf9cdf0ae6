/**
 * Counts a company's events by type, exactly once: the counts and the watermark are written
 * together, so whatever crashes, no event is counted twice or left out.
 */
import { follow } from "../client/mod.ts";
import { connectFromEnvironment } from "./settings.ts";

interface Counts {
  watermark: number;
  types: Record<string, number>;
}

const file = Deno.args[0] ?? "counts.json";
const read = (): Counts => {
  try {
    return JSON.parse(Deno.readTextFileSync(file));
  } catch {
    return { watermark: 0, types: {} };
  }
};

const counts = read();
const desk = await connectFromEnvironment();
follow(desk, counts.watermark, async (event) => {
  counts.types[event.type] = (counts.types[event.type] ?? 0) + 1;
  counts.watermark = event.seq;
  // One file, renamed into its place: the effect and the watermark are durable together.
  await Deno.writeTextFile(`${file}.new`, JSON.stringify(counts));
  await Deno.rename(`${file}.new`, file);
});
