/** Work units (twentieths of a conversation) that one segment stands for, and half a segment. */
const SEGMENT_UNITS = 20;
/** More segments than this no longer fit the bar; then each stands for more. */
const SEGMENTS_MAX = 16;

type Segment = "on" | "half" | "off";

/** The segments of a meter: filled, half filled or free. Load may exceed the capacity. */
export function segmentsOf(usedUnits: number, capacityUnits: number): Segment[] {
  const wanted = Math.ceil(capacityUnits / SEGMENT_UNITS);
  const count = Math.min(SEGMENTS_MAX, Math.max(1, wanted));
  const perSegment = Math.max(1, capacityUnits / count);
  return Array.from({ length: count }, (_, at) => {
    const filled = usedUnits / perSegment - at;
    return filled >= 1 ? "on" : filled > 0 ? "half" : "off";
  });
}

/** How full an agent is. `text` is the figure beside the bar, `label` the whole sentence. */
export function CapacityMeter(
  { usedUnits, capacityUnits, label, text }: {
    usedUnits: number;
    capacityUnits: number;
    label: string;
    text: string;
  },
) {
  return (
    <span
      class="capacity"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={capacityUnits / SEGMENT_UNITS}
      aria-valuenow={usedUnits / SEGMENT_UNITS}
      aria-valuetext={text}
    >
      <span class="segments" aria-hidden="true">
        {segmentsOf(usedUnits, capacityUnits).map((part, at) => <i key={at} class={part} />)}
      </span>
      <b class="num">{text}</b>
    </span>
  );
}
