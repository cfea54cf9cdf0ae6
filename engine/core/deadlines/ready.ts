/**
 * A binary heap of (dueAt, id): the few timers whose millisecond has come. Deletion is lazy; the
 * wheel knows which entries still count. It holds one millisecond's worth plus late arrivals.
 */
export interface Ready {
  dueAt: Float64Array;
  id: Int32Array;
  count: number;
}

const READY_START = 64;

export function createReady(): Ready {
  return { dueAt: new Float64Array(READY_START), id: new Int32Array(READY_START), count: 0 };
}

export function pushReady(ready: Ready, dueAt: number, id: number): void {
  if (ready.count === ready.id.length) grow(ready);
  let at = ready.count++;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!earlier(dueAt, id, ready.dueAt[parent], ready.id[parent])) break;
    ready.dueAt[at] = ready.dueAt[parent];
    ready.id[at] = ready.id[parent];
    at = parent;
  }
  ready.dueAt[at] = dueAt;
  ready.id[at] = id;
}

/** Drops the head; the caller has read it at index 0. */
export function dropReady(ready: Ready): void {
  const count = --ready.count;
  const dueAt = ready.dueAt[count];
  const id = ready.id[count];
  let at = 0;
  for (let child = 1; child < count; child = 2 * at + 1) {
    const right = child + 1;
    if (
      right < count &&
      earlier(ready.dueAt[right], ready.id[right], ready.dueAt[child], ready.id[child])
    ) child = right;
    if (!earlier(ready.dueAt[child], ready.id[child], dueAt, id)) break;
    ready.dueAt[at] = ready.dueAt[child];
    ready.id[at] = ready.id[child];
    at = child;
  }
  ready.dueAt[at] = dueAt;
  ready.id[at] = id;
}

function earlier(dueA: number, idA: number, dueB: number, idB: number): boolean {
  return dueA < dueB || (dueA === dueB && idA < idB);
}

function grow(ready: Ready): void {
  const dueAt = new Float64Array(ready.id.length * 2);
  const id = new Int32Array(ready.id.length * 2);
  dueAt.set(ready.dueAt);
  id.set(ready.id);
  ready.dueAt = dueAt;
  ready.id = id;
}
