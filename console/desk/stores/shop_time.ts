import { computed } from "@preact/signals";
import { clockTime, day, shortTime } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { isSameDay } from "../model/shop_time.ts";
import { needsDay } from "../model/versions.ts";
import { configuration } from "./names.ts";
import { language } from "./preferences.ts";

/**
 * The zone of the company's first shop: what is appointed or adjusted until a time is typed and
 * shown by its clock, for a supervisor who travels means the campaign's midnight, not the hotel's.
 */
export const shopZone = computed(() =>
  configuration.value?.shops[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
);

/** The zone of one shop; the first shop's when none is named, or it is not known. */
export const zoneOf = (shop: string | undefined): string =>
  configuration.value?.shops.find((one) => one.id === shop)?.timeZone ?? shopZone.value;

/** The zone to be named beside a time: none when the reader's own clock shows the same. */
export const zoneToName = (zone: string): string | undefined =>
  zone === Intl.DateTimeFormat().resolvedOptions().timeZone ? undefined : zone;

/** 20:09:41 on the wall of a shop. */
export const timeOf = (shop: string | undefined, at: number): string =>
  clockTime(language(), at, zoneOf(shop));

/** 11月1日, Nov 1, where a shop is. */
export const dayOf = (shop: string | undefined, at: number): string =>
  day(language(), at, zoneOf(shop));

/** For narrow places: time of day today, else the day alone. */
export const briefOf = (shop: string | undefined, at: number): string =>
  isSameDay(zoneOf(shop), at, now.value)
    ? shortTime(language(), at, zoneOf(shop))
    : dayOf(shop, at);

/** 20:09 on the first shop's wall. */
export const timeAtShop = (at: number): string => shortTime(language(), at, shopZone.value);

/** Time of day today, else the day and the time, by a shop's clock. */
export function momentOf(shop: string, at: number): string {
  const zone = zoneOf(shop);
  const time = shortTime(language(), at, zone);
  return isSameDay(zone, at, now.value) ? time : `${day(language(), at, zone)} ${time}`;
}

/**
 * Time of day, with the day before it when that is not today, or when the time alone would stand for
 * two moments of the `list` that it is read in.
 */
export function shopMoment(at: number, list: readonly number[] = []): string {
  const zone = shopZone.value;
  const time = clockTime(language(), at, zone);
  return needsDay(at, list, zone, now.value) ? `${day(language(), at, zone)} ${time}` : time;
}
