/**
 * The region of an address, from a database that comes with its library (ip2region, MIT; about
 * 11 MB in memory, loaded at the first visitor). Nothing is asked of anybody outside.
 */
interface Found {
  country: string;
  province: string;
  city: string;
}

type Search = (address: string) => Found | null;

let loading: Promise<Search | undefined> | undefined;

async function load(): Promise<Search | undefined> {
  try {
    const { default: library } = await import("ip2region");
    const Database = library.default ?? library;
    const database = new Database();
    return (address) => database.search(address) as Found | null;
  } catch {
    // without the database visitors have no region, and everything else goes on
    return undefined;
  }
}

/** The country of most visitors: their province and city say enough. */
const HOME = "中国";

/** `广东省 深圳市`, `美国`; undefined for addresses of no place, such as this machine's. */
export async function regionOf(address: string): Promise<string | undefined> {
  const search = await (loading ??= load());
  if (search === undefined || PRIVATE.test(address)) return undefined;
  try {
    const found = search(address);
    if (!found) return undefined;
    const { country, province, city } = found;
    const parts = country === HOME ? [province || country, city] : [country, city];
    const text = [...new Set(parts.filter((part) => part !== ""))].join(" ");
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80|$)/i;
