/** A door in a process of its own, for what must not end a process. Prints its port. */
import { listen } from "../listening.ts";

const door = listen("127.0.0.1", 0, () => new Response("here"), () => console.log("lost"));
console.log(door.port);
