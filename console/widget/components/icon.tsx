/** Outlines on a 24 grid, as in the visual reference; only those that the widget shows. */
const PATHS = {
  down: "m6 9 6 6 6-6",
  right: "m9 6 6 6-6 6",
  plus: "M12 5v14M5 12h14",
  x: "m6 6 12 12M18 6 6 18",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.2l3.2 2",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.8h.01",
  check: "m5 12.5 4.5 4.5L19 7.5",
  checks: "m2.5 12.5 4 4L15 8M11.5 15.5l1 1L21 8",
  alert: "M12 4 2.5 20h19zM12 10v4.5M12 17.2h.01",
  mail:
    "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.5 7l8.5 6.5L20.5 7",
  image:
    "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8.5 7.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM4 18l5.5-5 3 2.5L16 12l5 4.5",
  file: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  up: "M12 19V5M6 11l6-6 6 6",
  star: "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z",
  chat: "M20.5 11.5a8.5 8 0 0 1-12.4 7.1L3.5 20l1.4-4.2A8 8 0 0 1 12 3.5a8.3 8 0 0 1 8.5 8z",
  leave: "M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9.5",
  again: "M4 4.5V10h5.5M4.5 10a8 8 0 1 1-.5 4",
  box: "M12 3 4 7.2v9.6L12 21l8-4.2V7.2zM4 7.2l8 4.3 8-4.3M12 11.5V21",
  mic: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  screen: "M4 5h16v11H4zM9 20h6M12 16v4",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
};
export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg class="i" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

export const Logo = ({ size }: { size: number }) => (
  <svg class="logo" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
    <rect width="28" height="28" rx="7" />
    <path d="M9 6v9M14 6v7M19 6v9M5 18.5c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0" />
    <path d="M8 22.5c1-1 2-1 3 0s2 1 3 0 2-1 3 0 2 1 3 0" opacity=".6" />
  </svg>
);
