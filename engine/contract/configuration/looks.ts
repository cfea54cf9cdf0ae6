import type { Configuration, Look, Route } from "../wire/configuration.ts";

/** What an entrance wears: the look of the library that it names, or its own colour and title. */
export function lookOf(
  { looks }: Pick<Configuration, "looks">,
  route: Route,
): Omit<Look, "id" | "name"> {
  const { look } = route;
  if (typeof look !== "string") return look;
  return looks?.find(({ id }) => id === look) ?? { accent: "", title: route.name };
}
