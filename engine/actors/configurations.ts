import type { Configuration } from "../contract/wire/configuration.ts";
import { type FieldFault } from "../contract/wire/refusals.ts";
import type { Documents } from "../ports/documents.ts";
import { validateConfiguration } from "../core/mod.ts";

/**
 * Validated configurations by hash, for all partitions of a process: the core is handed them by
 * value, because it may not wait. A hash names its content, so nothing here ever goes stale.
 */
export interface Configurations {
  /** Already at hand, or undefined. */
  peek(hash: string): Configuration | undefined;
  obtain(hash: string): Promise<Fetched>;
}

export type Fetched =
  | { state: "valid"; configuration: Configuration }
  | { state: "missing" }
  | { state: "invalid"; faults: FieldFault[] };

/** About one per workspace of a partition; a document is some 50 KB. */
const HELD_MAX = 256;

export function createConfigurations(documents: Documents): Configurations {
  const held = new Map<string, Configuration>();

  function keep(hash: string, configuration: Configuration): void {
    held.delete(hash);
    held.set(hash, configuration);
    if (held.size > HELD_MAX) held.delete(held.keys().next().value!);
  }

  async function obtain(hash: string): Promise<Fetched> {
    const known = held.get(hash);
    if (known !== undefined) return { state: "valid", configuration: known };
    const bytes = await documents.get(hash);
    if (bytes === undefined) return { state: "missing" };
    let parsed: unknown;
    try {
      parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return { state: "invalid", faults: [{ path: "", rule: "type" }] };
    }
    const validated = validateConfiguration(parsed);
    if (!validated.ok) return { state: "invalid", faults: validated.faults };
    keep(hash, validated.configuration);
    return { state: "valid", configuration: validated.configuration };
  }

  return { peek: (hash) => held.get(hash), obtain };
}
