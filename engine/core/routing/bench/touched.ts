/**
 * What a decision touches of memory, counted and not timed: a busy machine does not change it. The
 * columns are wrapped, and every access goes through a model of a second-level cache and of the page
 * table's: the least recently used line or page leaves. Code, stack and the heap of V8 are not in it.
 */
import { STRATEGIES } from "../../../contract/wire/states.ts";
import { createCompany, type Size } from "./company.ts";
import { type Figure, figure } from "./measure.ts";
import { createFloor, fill, type Floor, type Mix, run } from "./mix.ts";

const LINE_BYTES = 64;
const PAGE_BYTES = 4096;
/** 2 MiB of lines, and the pages that a second-level page table holds. */
const LINES_KEPT = 32_768;
const PAGES_KEPT = 1_536;
const SETTLING = 30_000;
const WARM_UP = 12_000;
const DECISIONS = 6_000;
const COLUMNS_NAMED = 5;

interface Counts {
  accesses: number;
  lineMisses: number;
  pageMisses: number;
}

interface Model {
  lines: Set<number>;
  pages: Set<number>;
  byColumn: Map<string, Counts>;
  /** Where each column's buffer begins in the model's memory. */
  beginnings: Map<ArrayBufferLike, number>;
  end: number;
}

/** Per decision: accesses, and misses of lines and pages, with the columns that miss most. */
export function touchedFigures(
  size: Size,
  mix: Mix,
  strategy: typeof STRATEGIES[number],
): Figure[] {
  const floor = createFloor(createCompany(size, strategy, 1), mix);
  fill(floor);
  run(floor, SETTLING);
  const model: Model = {
    lines: new Set(),
    pages: new Set(),
    byColumn: new Map(),
    beginnings: new Map(),
    end: 0,
  };
  watch(model, floor);
  run(floor, WARM_UP);
  model.byColumn.clear();
  run(floor, DECISIONS);
  const of = (count: keyof Counts): Figure => {
    const each = [...model.byColumn].map(([name, counts]) => ({
      name,
      value: counts[count] / DECISIONS,
    }));
    each.sort((a, b) => b.value - a.value);
    const note = each.slice(0, COLUMNS_NAMED).map((one) => `${one.name} ${one.value.toFixed(2)}`);
    const sum = each.reduce((total, { value }) => total + value, 0);
    const name = `kernel.touched.${count}.${mix.name}.${size.name}.${strategy}`;
    return figure(name, "per decision", [sum], undefined, note.join(", "));
  };
  return [of("accesses"), of("lineMisses"), of("pageMisses")];
}

/** Columns and pools of the kernel, and the bench's own records. */
function watch(model: Model, floor: Floor): void {
  wrapIn(model, floor.company.r as unknown as Record<string, unknown>, "");
  wrapIn(model, floor as unknown as Record<string, unknown>, "bench ");
}

function wrapIn(model: Model, owner: Record<string, unknown>, prefix: string): void {
  for (const [name, value] of Object.entries(owner)) {
    if (ArrayBuffer.isView(value)) owner[name] = wrap(model, prefix + name, value as Int32Array);
    else if (isPool(value)) {
      value.ints = wrap(model, name, value.ints);
      value.reals = wrap(model, name, value.reals);
    }
  }
}

function isPool(value: unknown): value is { ints: Int32Array; reals: Float64Array } {
  return typeof value === "object" && value !== null && "ints" in value && "freeField" in value;
}

function wrap<T extends Int32Array | Float64Array>(model: Model, name: string, column: T): T {
  return new Proxy(column, {
    get(target, key) {
      const place = Number(key);
      if (Number.isNaN(place)) {
        const found = Reflect.get(target, key, target);
        return typeof found === "function" ? found.bind(target) : found;
      }
      touch(model, name, target, place);
      return target[place];
    },
    set(target, key, value) {
      touch(model, name, target, Number(key));
      target[Number(key)] = value;
      return true;
    },
  });
}

function touch(model: Model, name: string, column: Int32Array | Float64Array, n: number): void {
  let beginning = model.beginnings.get(column.buffer);
  if (beginning === undefined) {
    beginning = model.end;
    model.beginnings.set(column.buffer, beginning);
    model.end += (Math.ceil(column.buffer.byteLength / PAGE_BYTES) + 1) * PAGE_BYTES;
  }
  let counts = model.byColumn.get(name);
  if (counts === undefined) {
    counts = { accesses: 0, lineMisses: 0, pageMisses: 0 };
    model.byColumn.set(name, counts);
  }
  const at = beginning + n * column.BYTES_PER_ELEMENT;
  counts.accesses++;
  if (!isKept(model.lines, Math.floor(at / LINE_BYTES), LINES_KEPT)) counts.lineMisses++;
  if (!isKept(model.pages, Math.floor(at / PAGE_BYTES), PAGES_KEPT)) counts.pageMisses++;
}

/** A set keeps the order of adding: what was asked for last is last. */
function isKept(kept: Set<number>, one: number, most: number): boolean {
  const known = kept.delete(one);
  if (!known && kept.size === most) kept.delete(kept.values().next().value!);
  kept.add(one);
  return known;
}
