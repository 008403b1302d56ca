// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-3b0122a7f1fcbe6b9dd52b136ee8ae1bae96d6e88ca2fb79b19a1103c2e15258";
