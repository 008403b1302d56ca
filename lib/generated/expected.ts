// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-1023506a9a3d80be37970d419dbfd29f2321ac671217bfbf265fb835f84176e9";
