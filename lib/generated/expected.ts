// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-0db4eb5cab35a844b68f1e136471420a921f64590fc35ad8060d9bfbf2d6f674";
