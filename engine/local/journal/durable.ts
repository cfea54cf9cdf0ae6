/**
 * Which batch of each partition is durable, shared between threads: the writer publishes a sequence
 * after its `fdatasync` returned, readers in workers sleep until it grows and never read past it.
 * So nothing folds or projects a batch that a crash could still take away.
 */
const PARTITIONS_MAX = 64;

export type DurableSequences = SharedArrayBuffer;

export const createDurable = (): DurableSequences => new SharedArrayBuffer(PARTITIONS_MAX * 8);

export function publishDurable(shared: DurableSequences, partition: number, sequence: number) {
  const sequences = new BigInt64Array(shared);
  Atomics.store(sequences, partition, BigInt(sequence));
  Atomics.notify(sequences, partition);
}

export const durableSequence = (shared: DurableSequences, partition: number): number =>
  Number(Atomics.load(new BigInt64Array(shared), partition));

/** Resolves when the partition's durable sequence is no longer `seen`. */
export async function durableChange(
  shared: DurableSequences,
  partition: number,
  seen: number,
): Promise<void> {
  const wait = Atomics.waitAsync(new BigInt64Array(shared), partition, BigInt(seen));
  if (wait.async) await wait.value;
}
