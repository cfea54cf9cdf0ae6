/** Grey shapes of the size of what is coming, so that nothing jumps when it arrives. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div class="skeleton-rows" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} class="skeleton-row">
          <i class="skeleton round" />
          <span>
            <i class="skeleton title" />
            <i class="skeleton text" />
          </span>
          <i class="skeleton ring-shape" />
        </div>
      ))}
    </div>
  );
}

export function SkeletonMessages() {
  return (
    <div class="skeleton-messages" aria-hidden="true">
      <i class="skeleton line-shape" />
      <i class="skeleton bubble-shape" />
      <i class="skeleton bubble-shape mine" />
      <i class="skeleton bubble-shape" />
    </div>
  );
}
