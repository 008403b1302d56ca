import { dirname, resolve } from "node:path";
import { maxPolicyBytes } from "../bytes/bounded.ts";
import type { Policy } from "../generated/policy.ts";
import { pathOf, readGiven } from "./given.ts";

/** A policy: an object, its JSON text, or its file. */
export type GivenPolicy = Policy | string | URL;

/** A policy in the form that the addon takes. */
export interface PolicyText {
  readonly text: string;
  /** Where its relative paths start: the folder of its file, or this process's folder. */
  readonly folder: string;
}

const denyAll: Policy = { version: 1 };

/** The text of a policy. Without one, everything is denied. */
export function policyText(policy: GivenPolicy = denyAll): PolicyText {
  if (typeof policy === "string" && policy.trimStart().startsWith("{")) {
    return { text: policy, folder: process.cwd() };
  }
  if (typeof policy === "object" && !(policy instanceof URL)) {
    return { text: JSON.stringify(policy), folder: process.cwd() };
  }
  const file = pathOf(policy);
  return {
    text: String(readGiven(file, "/policy", maxPolicyBytes)),
    folder: dirname(resolve(file)),
  };
}
