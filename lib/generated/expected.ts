// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-0e3ed372080e6912379c1a8c0226d52399c4a17424973500895cb8d88fd7a967";
