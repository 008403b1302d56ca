// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-b1f02bbc47d813917ba34493e4e9dd246ef763588f48ba67224c958e9f078a80";
/** The version of the interface between an addon and this JavaScript. */
export const interfaceVersion: number = 1;
