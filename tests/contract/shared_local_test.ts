import { memoryShared } from "../../gateway/shared/memory.ts";
import { sharedSuite } from "./shared_suite.ts";

sharedSuite("memory", () => Promise.resolve(memoryShared(() => performance.now())));
