import { contract } from "../../index.ts";
import type { Outcome } from "./outcome.ts";

type Place = readonly [pointer: string, method: string];

/** What a transport must give that has only portable commands, when one of these is not. */
export function notPortableOutcome(methods: readonly Place[]): Outcome | undefined {
  const commands = contract()["x-commands"];
  const place = methods.find(([, method]) => commands[method]?.portable === false);
  if (place === undefined) {
    return undefined;
  }
  const [pointer, command] = place;
  const where = pointer === "" ? "" : `${readable(pointer)}: `;
  return {
    error: {
      code: "ERR_PINTLE_NOT_PORTABLE",
      message: `${command}: ${where}it is not portable, so it is not available in WebAssembly`,
      command,
      pointer,
      details: null,
      cause: null,
    },
  };
}

/** The methods of a plan, with their places in it. */
export function methodsOf(plan: unknown, pointer = ""): Place[] {
  const document = typeof plan === "string" ? JSON.parse(plan) : plan;
  if (Array.isArray(document)) {
    return document.flatMap((step, index) => methodsOf(step, `${pointer}/${index}`));
  }
  const { method, steps = [] } = document as { method?: string; steps?: unknown[] };
  const own: Place[] = method === undefined ? [] : [[`${pointer}/method`, method]];
  return [...own, ...methodsOf(steps, `${pointer}/steps`)];
}

/** A pointer as messages write it: `steps[0].method`. */
function readable(pointer: string): string {
  const tokens = pointer.split("/").slice(1);
  return tokens
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join("")
    .replace(/^\./, "");
}
