// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-59edfd27caa833819f15bbc8b34db7a09cf8d1ccaf9370a378bee293001d75e5";
