/** Where a data folder's cluster serves: its operators' tasks read it. */
import type { ClusterOptions } from "./options.ts";

export type Place = Pick<ClusterOptions, "servers" | "port" | "partsPort">;

const path = (folder: string): string => `${folder}/cluster.json`;

export const writePlace = ({ data, servers, port, partsPort }: ClusterOptions): Promise<void> =>
  Deno.writeTextFile(path(data), `${JSON.stringify({ servers, port, partsPort })}\n`);

export async function readPlace(folder: string): Promise<Place> {
  try {
    return JSON.parse(await Deno.readTextFile(path(folder)));
  } catch (cause) {
    throw new Error(`${folder} holds no cluster: name its folder with --data.`, { cause });
  }
}
