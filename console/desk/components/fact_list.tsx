import type { ComponentChildren } from "preact";
import type { LucideIcon } from "lucide-preact";
import { Icon } from "../../kit/components/icons.tsx";

export interface Fact {
  icon?: LucideIcon;
  label: string;
  value: ComponentChildren;
}

/** Facts with their labels; empty ones are left out. */
export function FactList({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== undefined && value !== "");
  if (known.length === 0) return null;
  return (
    <dl class="facts">
      {known.map(({ icon, label, value }) => (
        <div key={label}>
          <dt>
            {icon && <Icon of={icon} size={14} />}
            {label}
          </dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
