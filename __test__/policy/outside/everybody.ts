import { Relay } from "../../guest/relay.ts";
import { type Caller, callers } from "../callers.ts";
import { OneShot } from "../oneshot.ts";
import { guestWays, ways } from "../ways.ts";

/** Every way in: who asks, and how. */
export const everybody: readonly [
  name: string,
  connect: (policy: string) => Caller,
  way: (typeof ways)[string],
][] = [
  ...Object.entries(callers).flatMap(([name, connect]) =>
    Object.entries(ways).map(([how, way]): (typeof everybody)[number] => [
      `${name}, ${how}`,
      connect,
      way,
    ]),
  ),
  ...Object.entries({
    "running guest": (policy: string) => new Relay(policy),
    "one process for each": (policy: string) => new OneShot(policy),
  }).flatMap(([name, connect]) =>
    Object.entries(guestWays).map(([how, way]): (typeof everybody)[number] => [
      `${name}, ${how}`,
      connect,
      way,
    ]),
  ),
];
