// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-f62231da9dd630c910bdb6f26a0097edbd87c44f964e79fb5ab96eadb4ffa483";
/** The version of the interface between an addon and this JavaScript. */
export const interfaceVersion: number = 1;
