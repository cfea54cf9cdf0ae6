export { dayName, type LocalTime, localTime, within } from "../../contract/local_time.ts";
