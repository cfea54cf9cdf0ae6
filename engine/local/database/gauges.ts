/**
 * Figures that the worker writes and the main thread reads without asking: per partition the time
 * of the oldest batch not yet applied (0 = caught up), the applied sequence, and events applied.
 */
const PARTITIONS_MAX = 64;
const FIELDS = { behindSince: 0, position: 1, events: 2 } as const;
const FIELD_COUNT = Object.keys(FIELDS).length;

export const createGauges = (): SharedArrayBuffer =>
  new SharedArrayBuffer(PARTITIONS_MAX * FIELD_COUNT * Float64Array.BYTES_PER_ELEMENT);

export interface Gauges {
  set(partition: number, field: keyof typeof FIELDS, value: number): void;
  add(partition: number, field: keyof typeof FIELDS, value: number): void;
  get(partition: number, field: keyof typeof FIELDS): number;
}

export function gaugesOver(shared: SharedArrayBuffer): Gauges {
  const values = new Float64Array(shared);
  const at = (partition: number, field: keyof typeof FIELDS) =>
    partition * FIELD_COUNT + FIELDS[field];
  return {
    set: (partition, field, value) => void (values[at(partition, field)] = value),
    add: (partition, field, value) => void (values[at(partition, field)] += value),
    get: (partition, field) => values[at(partition, field)],
  };
}
