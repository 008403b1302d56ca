// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-dc9bc250ec57e6c08debf817f94bb92b85fcfb6ff0c060e1eb0a2c35c6fd8072";
