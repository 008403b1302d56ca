// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-d79aac4512ad39468b63d040a603bee8c5b584e50e9b1672d9b55e878939aed6";
