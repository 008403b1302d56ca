import type { Binding } from "../../binding/binding.ts";
import type { Addon } from "../../client/addon.ts";

/** What is calculated. */
export const a = 2;
export const b = 40;

/** One way to get the sum. */
export interface Way {
  readonly title: string;
  /** How often it is repeated to measure a single call. */
  readonly times: number;
  readonly run: () => unknown;
  /** Called when it is done. */
  readonly end?: () => Promise<void>;
}

/** Ways that belong together; none where what they need is not there. */
export type Ways = (addon: Addon<Binding>) => readonly Way[] | Promise<readonly Way[]>;
