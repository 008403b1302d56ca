import { dirname, resolve } from "node:path";
import type { Binding } from "../binding/binding.ts";
import { maxPolicyBytes, readBounded } from "../bytes/bounded.ts";
import { UsageError, usageIn } from "./failure.ts";

/** A policy: its text, and the folder that its relative paths start from. */
export interface PolicyFile {
  readonly text: string;
  readonly folder: string;
}

/** Reads a policy that the addon finds valid. */
export function checkedPolicy(binding: Binding, file: string): PolicyFile {
  const policy = readPolicy(file);
  usageIn(file, () => binding.checkPolicy(policy.text, policy.folder));
  return policy;
}

/** Reads a policy that may have faults. */
export function readPolicy(file: string): PolicyFile {
  try {
    return { text: String(readBounded(file, maxPolicyBytes)), folder: dirname(resolve(file)) };
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
