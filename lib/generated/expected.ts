// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-f86840e23045da275b100bef01ded865c0757c9812d501aa710b85f365382f2d";
