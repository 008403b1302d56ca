import type { Contract } from "../document.ts";
import type { Names } from "./names.ts";
import type { Types } from "./types.ts";

/** What all parts of the generator share. */
export interface Module {
  readonly contract: Contract;
  readonly names: Names;
  readonly types: Types;
}
