import { jetstreamManager } from "@nats-io/jetstream";
import { type ObjectInfo, type ObjectStore, Objm } from "@nats-io/obj";
import type { NatsConnection } from "@nats-io/transport-node";

/** A bucket of the object store. */
export interface Objects {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or undefined when there is no such object or it is not whole. */
  read(name: string): Promise<Uint8Array | undefined>;
  names(): Promise<string[]>;
  /** Fine when it is gone already. */
  remove(name: string): Promise<void>;
}

export function openObjects(nats: NatsConnection, bucket: string): Objects {
  let opened: Promise<ObjectStore> | undefined;
  const store = () =>
    opened ??= new Objm(nats).open(bucket, false).catch((error) => {
      opened = undefined;
      throw error;
    });
  const head = async (name: string): Promise<ObjectInfo | undefined> => {
    const found = await (await store()).info(name);
    return found === null || found.deleted ? undefined : found;
  };

  return {
    async put(name, bytes) {
      await (await store()).putBlob({ name }, bytes);
    },
    async read(name) {
      const found = await head(name);
      if (found === undefined || !await isComplete(nats, bucket, found)) return undefined;
      const bytes = await (await store()).getBlob(name).catch((error) => {
        if (isDamaged(error)) return null;
        throw error;
      });
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    names: async () =>
      (await (await store()).list()).filter((one) => !one.deleted).map(({ name }) => name),
    async remove(name) {
      if (await head(name) !== undefined) await (await store()).delete(name);
    },
  };
}

/** The library waits for ever for a chunk that is gone, so they are counted before it reads. */
async function isComplete(
  nats: NatsConnection,
  bucket: string,
  of: ObjectInfo,
): Promise<boolean> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const subject = `$O.${bucket}.C.${of.nuid}`;
  const { state } = await manager.streams.info(`OBJ_${bucket}`, { subjects_filter: subject });
  return (state.subjects?.[subject] ?? 0) >= of.chunks;
}

/** The library compares the digest that it stored with the chunks that it read. */
const isDamaged = (error: unknown): boolean =>
  error instanceof Error && /digest|corrupt/i.test(error.message);
