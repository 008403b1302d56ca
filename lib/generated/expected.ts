// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-a09a013734e81ab4f8280f3eeafb7871a226dd4824406073f8f1f273de8bdd1f";
