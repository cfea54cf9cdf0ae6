/** The profiles at the NATS door by name; what would break a run is found before it begins. */
import { locate } from "../../deploy/parts.ts";
import { type BenchOptions, BenchOptionWrong } from "../options.ts";
import { lastingShape } from "../plan/story.ts";
import { preflight } from "../preflight.ts";
import { CAPACITY, INTEGRATORS } from "./profiles.ts";
import { runCapacity } from "./run_capacity.ts";
import { runIntegrator } from "./run_integrator.ts";
import { runXl, XL } from "./xl.ts";

export const DOOR_PROFILES: readonly string[] = [
  ...Object.keys(INTEGRATORS),
  ...Object.keys(CAPACITY),
  XL.name,
];

/** Throws BenchOptionWrong. */
export async function runDoor(options: BenchOptions): Promise<boolean> {
  const { name, json, seconds, seed } = options;
  if (Object.hasOwn(INTEGRATORS, name)) {
    const profile = INTEGRATORS[name];
    await doorPreflight(options, ["nats-server", "k6"], profile.openers);
    return await runIntegrator({ ...profile, seconds: seconds ?? profile.seconds }, json);
  }
  if (name === XL.name) {
    await doorPreflight(options, ["nats-server"], XL.companies);
    const { size = XL.size } = options;
    return await runXl({ size, seconds: seconds ?? XL.seconds, json });
  }
  const profile = CAPACITY[name];
  await doorPreflight(options, ["nats-server"], profile.companies);
  const shape = seconds === undefined ? profile.shape : lastingShape(profile.shape, seconds);
  return await runCapacity({ ...profile, shape }, { seed, json });
}

async function doorPreflight(
  { name, target, data, report }: BenchOptions,
  parts: readonly ("nats-server" | "k6")[],
  sockets: number,
): Promise<void> {
  const strange = Object.entries({ target, data, report }).find(([, value]) => value !== undefined);
  if (strange !== undefined) {
    throw new BenchOptionWrong(
      `${name} starts servers of its own and takes no --${strange[0]}: deno task bench ${name}.`,
    );
  }
  for (const part of parts) {
    if (await locate(part) === undefined) {
      throw new BenchOptionWrong(`${part} is not on this machine: deno task provision.`);
    }
  }
  await preflight(sockets, undefined);
}
