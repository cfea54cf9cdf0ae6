import type { ComponentChildren } from "preact";

interface Choice<Value extends string> {
  value: Value;
  label: string;
  mark?: ComponentChildren;
}

/**
 * A choice of one among few: a radiogroup that is one tab stop, with arrow keys inside. An arrow
 * chooses at once, as radio buttons do.
 */
export function Segmented<Value extends string>(
  { label, choices, value, onChoose, class: more }: {
    label: string;
    choices: Choice<Value>[];
    value: Value;
    onChoose(value: Value): void;
    class?: string;
  },
) {
  const step = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.value === value);
    const next = (at + by + choices.length) % choices.length;
    onChoose(choices[next].value);
    const group = event.currentTarget as HTMLElement;
    (group.children[next] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(event, -1);
  };
  return (
    <div
      class={`segmented ${more ?? ""}`}
      role="radiogroup"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          onClick={() => onChoose(choice.value)}
        >
          {choice.mark}
          {choice.label}
        </button>
      ))}
    </div>
  );
}
