import { memoryBrowsing } from "../../gateway/browsing/memory.ts";
import { browsingSuite } from "./browsing_suite.ts";

browsingSuite("memory", () => Promise.resolve(memoryBrowsing(() => performance.now())));
